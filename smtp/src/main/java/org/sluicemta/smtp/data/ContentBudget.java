package org.sluicemta.smtp.data;

import java.util.concurrent.atomic.AtomicLong;

/** A limit on the octets that messages being received may hold together. Thread-safe. */
public final class ContentBudget {
    private final long limit;
    private final AtomicLong used = new AtomicLong();

    public ContentBudget(long limit) {
        this.limit = limit;
    }

    /** Reserves the octets if they fit. */
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

    /** Octets reserved at the moment. */
    public long used() {
        return used.get();
    }
}
