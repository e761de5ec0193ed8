package org.sluicemta.admission;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Room on the disk for mail that is about to be written. {@link Pressure} looks at the disk every second, and one message to
 * many recipients may fill it within that second; so what a message takes is asked for before any of it is written.
 * Thread-safe.
 */
public final class DiskRoom {
    private final LongSupplier free;
    private final AtomicLong claimed = new AtomicLong();

    /** @param free octets that may be written now; asked for every claim */
    public DiskRoom(LongSupplier free) {
        this.free = free;
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
                claimed.addAndGet(-octets);
            }
        }
    }

    /** Whether so many octets would find room now. */
    public boolean has(long octets) {
        return octets <= free.getAsLong() - claimed.get();
    }

    /** Takes room for so many octets; empty when there is not so much. */
    public Optional<Claim> claim(long octets) {
        if (claimed.addAndGet(octets) <= free.getAsLong()) {
            return Optional.of(new Claim(octets));
        }
        claimed.addAndGet(-octets);
        return Optional.empty();
    }
}
