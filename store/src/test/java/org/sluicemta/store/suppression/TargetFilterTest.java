package org.sluicemta.store.suppression;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class TargetFilterTest {
    private static final int ENTRIES = 200_000;

    private final TargetHash hash = new TargetHash(new SecureRandom());

    @Test
    void neverMissesAnEntryAndSeldomGuessesOne() {
        TargetFilter filter = new TargetFilter(ENTRIES);
        fill(filter, 0, ENTRIES);
        assertThat(missing(filter)).isZero();
        assertThat(guessed(filter)).isLessThan(0.03);
        assertThat(filter.bytes()).isLessThan(ENTRIES * 2L);
    }

    @Test
    void growsFarBeyondWhatWasExpected() {
        TargetFilter filter = new TargetFilter(1_024);
        fill(filter, 0, ENTRIES);
        assertThat(missing(filter)).isZero();
        assertThat(guessed(filter)).isLessThan(0.12);
        assertThat(filter.bytes()).isLessThan(ENTRIES * 4L);
    }

    @Test
    void missesNothingWhenManyAdd() {
        TargetFilter filter = new TargetFilter(1_024);
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 4; i++) {
                int from = i * ENTRIES / 4;
                threads.execute(() -> fill(filter, from, from + ENTRIES / 4));
            }
        }
        assertThat(missing(filter)).isZero();
    }

    private void fill(TargetFilter filter, int from, int to) {
        for (int i = from; i < to; i++) {
            filter.add(hash.of("user" + i + "@example.org"));
        }
    }

    private int missing(TargetFilter filter) {
        int missing = 0;
        for (int i = 0; i < ENTRIES; i++) {
            missing += filter.mightContain(hash.of("user" + i + "@example.org")) ? 0 : 1;
        }
        return missing;
    }

    private double guessed(TargetFilter filter) {
        int guessed = 0;
        for (int i = 0; i < ENTRIES; i++) {
            guessed += filter.mightContain(hash.of("other" + i + "@example.net")) ? 1 : 0;
        }
        return (double) guessed / ENTRIES;
    }
}
