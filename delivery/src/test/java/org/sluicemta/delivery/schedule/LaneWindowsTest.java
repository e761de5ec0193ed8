package org.sluicemta.delivery.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LaneWindowsTest {
    private static final int BUDGET = 8 << 20;
    private static final int WANTED = 256 << 10;

    private final LaneWindows windows = new LaneWindows(BUDGET);

    @Test
    void neverGivesMoreThanItHasHoweverManyLanes() {
        long given = 0;
        for (int lane = 0; lane < 10_000; lane++) {
            given += windows.take(WANTED);
        }
        assertThat(given).isLessThanOrEqualTo(BUDGET);
        assertThat(windows.take(WANTED)).isZero();
    }

    @Test
    void givesAFewLanesWhatTheyWant() {
        LaneWindows large = new LaneWindows(64 << 20);
        for (int lane = 0; lane < 10; lane++) {
            assertThat(large.take(WANTED)).isEqualTo(WANTED);
        }
    }

    @Test
    void givesAgainWhatCameBack() {
        List<Integer> taken = new ArrayList<>();
        int window = windows.take(WANTED);
        while (window > 0) {
            assertThat(window).isGreaterThanOrEqualTo(LaneWindows.SMALLEST);
            taken.add(window);
            window = windows.take(WANTED);
        }
        taken.forEach(windows::giveBack);
        assertThat(windows.take(WANTED)).isEqualTo(taken.getFirst());
    }
}
