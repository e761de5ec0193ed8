package org.sluicemta.testing.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
    private final Arrivals<String> words = new Arrivals<>("words", 2);

    @Test
    void forgetsTheOldestButGoesOnCounting() {
        words.add("a");
        words.add("b");
        words.add("c");
        assertThat(words.all()).containsExactly("b", "c");
        assertThat(words.await(3, Duration.ZERO)).containsExactly("b", "c");
        words.clear();
        assertThat(words.total()).isZero();
    }

    @Test
    void saysThatNothingCame() {
        assertThatThrownBy(() -> words.await(1, Duration.ofMillis(1)))
                .isInstanceOf(NotArrivedException.class)
                .hasMessage("waited 1 ms for 1 words (any); no words arrived at all");
    }

    @Test
    void stopsWaitingWhenInterrupted() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> words.await(1, Duration.ofSeconds(10))).hasMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }
}
