package org.sluicemta.gateway.pace;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.concurrent.Executor;

/** Time that goes on when a test says so, with timers, and a worker that works in between. */
final class Clockwork implements Timer, Executor, InstantSource {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private record Alarm(long nanos, long number, Runnable action) {}

    private final PriorityQueue<Alarm> alarms =
            new PriorityQueue<>(Comparator.comparingLong(Alarm::nanos).thenComparingLong(Alarm::number));
    private final Deque<Runnable> work = new ArrayDeque<>();
    private long nanos;
    private long numbers;

    PaceClock clock() {
        return new PaceClock(this, () -> nanos, nanos);
    }

    long nanos() {
        return nanos;
    }

    @Override
    public Instant instant() {
        return START.plusNanos(nanos);
    }

    @Override
    public void after(long wait, Runnable action) {
        alarms.add(new Alarm(nanos + wait, numbers++, action));
    }

    @Override
    public void execute(Runnable task) {
        work.add(task);
    }

    /** Does what is to be done now. Returns whether there was anything. */
    boolean settle() {
        boolean any = !work.isEmpty();
        for (Runnable task = work.poll(); task != null; task = work.poll()) {
            task.run();
        }
        return any;
    }

    /** Lets time pass, and everything happen that is due by then. */
    void pass(Duration time) {
        long end = nanos + time.toNanos();
        settle();
        for (Alarm next = alarms.peek(); next != null && next.nanos() <= end; next = alarms.peek()) {
            alarms.remove();
            nanos = Math.max(nanos, next.nanos());
            next.action().run();
            settle();
        }
        nanos = end;
    }

    /** Lets time pass, and nothing happen meanwhile. */
    void suspend(Duration time) {
        nanos += time.toNanos();
    }

    /** How many timers run. */
    int timers() {
        return alarms.size();
    }
}
