package org.sluicemta.queue.broker;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import javax.inject.Singleton;

/**
 * Prevents queues from being removed while a transaction is heading for one. Senders hold a permit from the first
 * send to the end of the commit. Removing empty queues briefly excludes all senders.
 */
@Singleton
public final class QueueUse {
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final AtomicLong doubts = new AtomicLong();

    /** Held by one thread until closed. */
    public static final class Permit implements AutoCloseable {
        private final Lock lock;

        private Permit(Lock lock) {
            this.lock = lock;
        }

        @Override
        public void close() {
            lock.unlock();
        }
    }

    /** No queue is removed until it is closed. */
    public Permit sending() {
        lock.readLock().lock();
        return new Permit(lock.readLock());
    }

    /** A commit failed, or its result is unknown. The broker may still carry it out after the sender has finished. */
    public void inDoubt() {
        doubts.incrementAndGet();
    }

    /** How often that has happened. */
    long doubts() {
        return doubts.get();
    }

    /** Nobody sends until it is closed. Empty if senders left no gap in this time. */
    public Optional<Permit> removing(Duration patience) throws InterruptedException {
        return lock.writeLock().tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)
                ? Optional.of(new Permit(lock.writeLock()))
                : Optional.empty();
    }
}
