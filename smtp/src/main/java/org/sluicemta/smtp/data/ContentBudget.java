package org.sluicemta.smtp.data;

import java.util.concurrent.atomic.AtomicLong;

/** Octets that messages being received may hold together, in memory or at all. Thread-safe. */
public final class ContentBudget {
    private final long limit;
    private final AtomicLong used = new AtomicLong();

    public ContentBudget(long limit) {
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
