package org.sluicemta.smtp.data;

import java.util.concurrent.atomic.AtomicLong;

/** Octets that all messages being received may hold in memory together. What does not fit goes to a file. */
public final class MemoryBudget {
    private final long limit;
    private final AtomicLong used = new AtomicLong();

    public MemoryBudget(long limit) {
        this.limit = limit;
    }

    /** Takes the octets when they fit. */
    boolean reserve(long octets) {
        if (used.addAndGet(octets) <= limit) {
            return true;
        }
        used.addAndGet(-octets);
        return false;
    }

    void release(long octets) {
        used.addAndGet(-octets);
    }

    /** Octets taken now. */
    public long used() {
        return used.get();
    }
}
