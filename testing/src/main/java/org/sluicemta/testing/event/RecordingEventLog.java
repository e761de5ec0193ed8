package org.sluicemta.testing.event;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.sluicemta.event.Event;
import org.sluicemta.event.EventLog;
import org.sluicemta.event.EventType;
import org.sluicemta.event.Occurrence;

/**
 * An event log in memory on which tests wait. Flushing succeeds at once unless told otherwise with {@link #breakDisk}
 * or {@link #holdFlushes}.
 */
public final class RecordingEventLog implements EventLog {
    private static final int KEPT = 100_000;

    private final InstantSource clock;
    private final Arrivals<Event> events = new Arrivals<>("events", KEPT);
    private final AtomicLong ids = new AtomicLong();
    private volatile CompletableFuture<Void> flush = CompletableFuture.completedFuture(null);

    /** A log whose events carry the times of this clock and the ids 1, 2, 3 … in 12 digits. */
    public RecordingEventLog(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized Event append(Occurrence what) {
        String id = String.format(Locale.ROOT, "%012d", ids.incrementAndGet());
        Event event = new Event(id, clock.instant(), what);
        events.add(event);
        return event;
    }

    @Override
    public CompletionStage<Void> flushed() {
        return flush.copy();
    }

    /** Every flush from now on fails with this. */
    public void breakDisk(Exception failure) {
        flush = CompletableFuture.failedFuture(failure);
    }

    /** Flushes from now on stay open until {@link #releaseFlushes} (then all of them succeed). */
    public void holdFlushes() {
        flush = new CompletableFuture<>();
    }

    /** Completes the flushes held, and lets later ones succeed at once. */
    public void releaseFlushes() {
        flush.complete(null);
        flush = CompletableFuture.completedFuture(null);
    }

    /** All events kept, in order. */
    public List<Event> events() {
        return events.all();
    }

    /** The events of one type, in order. */
    public List<Event> events(EventType type) {
        return events.matching(event -> event.type() == type);
    }

    /** Waits for a matching event. */
    public Event await(Predicate<Event> wanted, Duration timeout) {
        return events.await(wanted, timeout);
    }

    /** Waits until there are this many events of a type, and returns them. */
    public List<Event> await(EventType type, int count, Duration timeout) {
        return events.await(event -> event.type() == type, count, timeout);
    }

    /** Forgets all events. */
    public void clear() {
        events.clear();
    }
}
