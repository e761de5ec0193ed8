package org.sluicemta.store.suppression;

import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a {@link TargetFilter} consistent with a table. A writer adds to the filter before it writes, and holds the
 * shared lock until it has committed. A rebuild takes the exclusive lock for a moment before it scans: from then on
 * writers add to the new filter as well, and everything written earlier is visible to the scan. So no committed entry
 * is ever missing. Until the first build is done, every answer is "perhaps", which is correct but slower.
 */
final class TableFilter {
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private volatile @Nullable TargetFilter current;
    private volatile @Nullable TargetFilter building;

    boolean mightContain(long hash) {
        TargetFilter filter = current;
        return filter == null || filter.mightContain(hash);
    }

    boolean isReady() {
        return current != null;
    }

    /** Runs a write. The work adds its hashes to the given consumer before it commits. */
    <T> T writing(Write<T> work) {
        lock.readLock().lock();
        try {
            return work.run(this::add);
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Adds what another node has committed. */
    void add(long hash) {
        // In this order, because a build that ends in between makes "building" the current filter.
        TargetFilter next = building;
        if (next != null) {
            next.add(hash);
        }
        TargetFilter filter = current;
        if (filter != null) {
            filter.add(hash);
        }
    }

    /** Rebuilds the filter from a scan of the table. One build at a time. */
    synchronized void build(long expected, Scan scan) {
        TargetFilter next = new TargetFilter(expected);
        lock.writeLock().lock();
        try {
            building = next;
        } finally {
            lock.writeLock().unlock();
        }
        try {
            scan.into(next::add);
            current = next;
        } finally {
            building = null;
        }
    }

    /** Memory, bytes. */
    long bytes() {
        TargetFilter filter = current;
        return filter == null ? 0 : filter.bytes();
    }

    interface Write<T> {
        T run(LongConsumer add);
    }

    interface Scan {
        void into(LongConsumer hashes);
    }
}
