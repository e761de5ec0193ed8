package org.sluicemta.store.suppression;

import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a {@link TargetFilter} true to a table. A writer adds to the filter before it writes and holds the lock's
 * shared side until it has committed. A build takes the other side for a moment before it scans: from then on writers
 * add to the new filter as well, and whatever was written earlier is there for the scan to see. So no committed entry
 * is ever missing. Until the first build is done everything is "perhaps": right, only slower.
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

    /** Runs a write; the work adds its hashes to what it is handed before it commits. */
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
        // In this order: a build that ends in between has made "building" the current one.
        TargetFilter next = building;
        if (next != null) {
            next.add(hash);
        }
        TargetFilter filter = current;
        if (filter != null) {
            filter.add(hash);
        }
    }

    /** Builds the filter again from a scan of the table. One build at a time. */
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
