package org.sluicemta.testing.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** A clock that stands still until a test moves it. Safe to share between threads. */
public final class MutableClock implements InstantSource {
    /** Where {@link #MutableClock()} stands at first: a Monday, noon UTC, far from any month's end. */
    public static final Instant START = Instant.parse("2026-06-15T12:00:00Z");

    private static final Duration STEP = Duration.ofMillis(1);

    private Instant now;

    /** A clock that stands at {@link #START}. */
    public MutableClock() {
        this(START);
    }

    /** A clock that stands at {@code start}. */
    public MutableClock(Instant start) {
        this.now = start;
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    /**
     * Moves forward, or back when {@code step} is negative (as a corrected system clock does).
     *
     * @return the new time
     */
    public synchronized Instant advance(Duration step) {
        now = now.plus(step);
        return now;
    }

    /**
     * Moves about as fast as time passes, until something is so: were it faster, what is timed would run out while a test
     * waits.
     *
     * @param bound the longest wait, in real time
     * @return whether it was so within the bound
     */
    public boolean advanceUntil(BooleanSupplier reached, Duration bound) {
        long end = System.nanoTime() + bound.toNanos();
        while (!reached.getAsBoolean()) {
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            LockSupport.parkNanos(STEP.toNanos());
            advance(STEP);
        }
        return true;
    }

    /** Moves to {@code instant}. */
    public synchronized void set(Instant instant) {
        now = instant;
    }

    /**
     * Nanoseconds since {@link #START}, for classes that measure elapsed time. It moves with this clock.
     *
     * @return a supplier in the manner of {@link System#nanoTime()}
     */
    public LongSupplier ticker() {
        return () -> Duration.between(START, instant()).toNanos();
    }

    @Override
    public String toString() {
        return "MutableClock[" + instant() + "]";
    }
}
