package org.sluicemta.testing.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

class MutableClockTest {
    @Test
    void movesOnlyWhenTold() {
        MutableClock clock = new MutableClock();
        LongSupplier ticker = clock.ticker();
        assertThat(clock.instant()).isEqualTo(MutableClock.START);
        assertThat(ticker.getAsLong()).isZero();
        clock.advance(Duration.ofMinutes(2));
        assertThat(clock.instant()).isEqualTo(MutableClock.START.plusSeconds(120));
        assertThat(ticker.getAsLong()).isEqualTo(Duration.ofMinutes(2).toNanos());
        clock.set(MutableClock.START);
        assertThat(ticker.getAsLong()).isZero();
    }
}
