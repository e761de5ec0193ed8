package org.sluicemta.admission;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * Room on the disk for mail that is about to be written. {@link Pressure} looks at the disk every second, and one message to
 * many recipients may fill it within that second; so what a message takes is asked for before any of it is written.
 * The disk itself is asked once in a while: until it is asked again, all that was claimed since counts as written.
 * Thread-safe.
 */
public final class DiskRoom {
    private final LongSupplier disk;
    private final long fresh;
    private final LongSupplier nanoClock;
    private long free;
    private long measured;
    /** Claimed since the disk was asked, and what was being written then. */
    private long taken;
    /** Claimed and not closed. */
    private long open;

    /**
     * @param disk octets that may be written now
     * @param fresh how long an answer of the disk stands; one that is too small for a claim is always asked for again
     * @param nanoClock counts nanoseconds from any origin
     */
    public DiskRoom(LongSupplier disk, Duration fresh, LongSupplier nanoClock) {
        this.disk = disk;
        this.fresh = fresh.toNanos();
        this.nanoClock = nanoClock;
        this.measured = nanoClock.getAsLong() - this.fresh;
    }

    /** Asks the disk for every claim. */
    public DiskRoom(LongSupplier disk) {
        this(disk, Duration.ZERO, System::nanoTime);
    }

    /** For as much as anyone likes. */
    public static DiskRoom unlimited() {
        return new DiskRoom(() -> Long.MAX_VALUE);
    }

    /** Room that is being written to. It is closed when the disk shows what was written. */
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

    /** Whether so many octets would find room now. */
    public synchronized boolean has(long octets) {
        if (isStale() || octets > free - taken) {
            measure();
        }
        return octets <= free - taken;
    }

    /** Takes room for so many octets; empty when there is not so much. */
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
