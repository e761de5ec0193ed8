package org.sluicemta.queue.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeedWindowsTest {
    private static final int BUDGET = 8 << 20;
    private static final int WANTED = 256 << 10;

    private final FeedWindows windows = new FeedWindows(BUDGET);

    @Test
    void neverGivesMoreThanItHasHoweverManyFeeds() {
        long given = 0;
        for (int feed = 0; feed < 10_000; feed++) {
            given += windows.take();
        }
        assertThat(given).isLessThanOrEqualTo(BUDGET);
        assertThat(windows.take()).isZero();
    }

    @Test
    void givesAFewFeedsWhatIsUseful() {
        FeedWindows large = new FeedWindows(64 << 20);
        for (int feed = 0; feed < 10; feed++) {
            assertThat(large.take()).isEqualTo(WANTED);
        }
    }

    @Test
    void givesAgainWhatCameBack() {
        List<Integer> taken = new ArrayList<>();
        int window = windows.take();
        while (window > 0) {
            assertThat(window).isGreaterThanOrEqualTo(FeedWindows.SMALLEST);
            taken.add(window);
            window = windows.take();
        }
        taken.forEach(windows::giveBack);
        assertThat(windows.take()).isEqualTo(taken.getFirst());
    }
}
