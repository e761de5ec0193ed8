package org.sluicemta.testing.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.sluicemta.event.EventType;
import org.sluicemta.event.MailFacts;
import org.sluicemta.testing.time.MutableClock;

class RecordingEventLogTest {
    private final MutableClock clock = new MutableClock();
    private final RecordingEventLog log = new RecordingEventLog(clock);

    private void append(EventType type) {
        log.append(Occurrences.of(type, MailFacts.NONE));
    }

    @Test
    void keepsEventsInOrderWithTheClocksTime() {
        append(EventType.RECEIVED);
        clock.advance(Duration.ofSeconds(5));
        append(EventType.QUEUED);
        assertThat(log.events())
                .extracting(event -> event.type())
                .containsExactly(EventType.RECEIVED, EventType.QUEUED);
        assertThat(log.events(EventType.QUEUED).getFirst().at()).isEqualTo(clock.instant());
        assertThat(log.events()).extracting(event -> event.id()).containsExactly("000000000001", "000000000002");
    }

    @Test
    void wakesWhoeverWaits() {
        CompletableFuture<Integer> waiting = CompletableFuture.supplyAsync(
                () -> log.await(EventType.DELIVERED, 2, Waiting.PATIENCE).size());
        append(EventType.DELIVERED);
        append(EventType.QUEUED);
        append(EventType.DELIVERED);
        assertThat(waiting.join()).isEqualTo(2);
        assertThatThrownBy(() -> log.await(EventType.BOUNCED, 1, Duration.ZERO))
                .isInstanceOf(NotArrivedException.class)
                .hasMessageContaining("3 events arrived");
    }

    @Test
    void flushesHoldsAndBreaksAsTold() {
        assertThat(log.flushed().toCompletableFuture()).isCompleted();
        log.holdFlushes();
        CompletableFuture<Void> held = log.flushed().toCompletableFuture();
        assertThat(held).isNotDone();
        log.releaseFlushes();
        assertThat(held).isCompleted();
        log.breakDisk(new IOException("disk full"));
        assertThat(log.flushed().toCompletableFuture()).isCompletedExceptionally();
    }
}
