package org.sluicemta.delivery;

import java.io.IOException;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.sluicemta.event.Event;
import org.sluicemta.event.EventLog;
import org.sluicemta.event.EventType;
import org.sluicemta.event.Occurrence;
import org.sluicemta.testing.event.Arrivals;
import org.sluicemta.testing.event.Waiting;

/** Events in memory to wait on; flushing can be made to fail. */
public final class RecordedEvents implements EventLog {
    private final InstantSource clock;
    private final Arrivals<Event> events = new Arrivals<>("events", 200_000);
    private final AtomicLong ids = new AtomicLong();
    private volatile @Nullable Exception fault;
    private final AtomicInteger flushesToFail = new AtomicInteger();

    RecordedEvents(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Event append(Occurrence what) {
        String id = String.format(Locale.ROOT, "%09d", ids.incrementAndGet());
        Event event = new Event(id, clock.instant(), what);
        events.add(event);
        return event;
    }

    @Override
    public CompletionStage<Void> flushed() {
        Exception now = flushesToFail.getAndUpdate(left -> Math.max(0, left - 1)) > 0
                ? new IOException("disk full, as the test wants")
                : fault;
        return now == null ? CompletableFuture.completedFuture(null) : CompletableFuture.failedFuture(now);
    }

    public void failFlushes(@Nullable Exception with) {
        fault = with;
    }

    /** So many flushes fail, and then they succeed again. */
    public void failFlushes(int count) {
        flushesToFail.set(count);
    }

    public List<Event> await(EventType type, int count) {
        return await(EnumSet.of(type), count);
    }

    /** Of several types together. */
    public List<Event> await(Set<EventType> types, int count) {
        return events.await(event -> types.contains(event.type()), count, Waiting.PATIENCE);
    }

    public List<Event> of(EventType type) {
        return events.matching(event -> event.type() == type);
    }
}
