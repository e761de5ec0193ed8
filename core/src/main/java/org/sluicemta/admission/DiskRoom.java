package org.sluicemta.admission;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * Disk space for mail that is about to be written. {@link Pressure} measures the disk once a second, and one message to
 * many recipients can fill it within that second. So each message claims its space before it is written. The disk is
 * measured only now and then; until the next measurement every claim counts as written. Thread-safe.
 */
public final class DiskRoom {
    private final LongSupplier disk;
    private final long fresh;
    private final LongSupplier nanoClock;
    private long free;
    private long measured;
    /** Claimed since the last measurement, plus what was being written at that moment. */
    private long taken;
    /** Claimed and not closed yet. */
    private long open;

    /**
     * @param disk octets that may be written now
     * @param fresh how long a measurement is valid; a claim that would not fit always causes a new one
     * @param nanoClock counts nanoseconds from any origin
     */
    public DiskRoom(LongSupplier disk, Duration fresh, LongSupplier nanoClock) {
        this.disk = disk;
        this.fresh = fresh.toNanos();
        this.nanoClock = nanoClock;
        this.measured = nanoClock.getAsLong() - this.fresh;
    }

    /** Measures the disk for every claim. */
    public DiskRoom(LongSupplier disk) {
        this(disk, Duration.ZERO, System::nanoTime);
    }

    /** Unlimited. */
    public static DiskRoom unlimited() {
        return new DiskRoom(() -> Long.MAX_VALUE);
    }

    /** Claimed space. Closed once the written data shows up in the disk's own figures. */
    public final class Claim implements AutoCloseable {
        private final long octets;
        private final AtomicBoolean closed = new AtomicBoolean();

        private Claim(long octets) {
            this.octets = octets;
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                release(octets);
            }
        }
    }

    /** Whether this many octets would fit now. */
    public synchronized boolean has(long octets) {
        if (isStale() || octets > free - taken) {
            measure();
        }
        return octets <= free - taken;
    }

    /** Claims this many octets; empty when they don't fit. */
    public synchronized Optional<Claim> claim(long octets) {
        if (!has(octets)) {
            return Optional.empty();
        }
        taken += octets;
        open += octets;
        return Optional.of(new Claim(octets));
    }

    private synchronized void release(long octets) {
        open -= octets;
    }

    private boolean isStale() {
        return nanoClock.getAsLong() - measured >= fresh;
    }

    private void measure() {
        measured = nanoClock.getAsLong();
        free = disk.getAsLong();
        taken = open;
    }
}
