package org.sluicemta.smtp.chain;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Platform threads, created on demand. The thread that was busy last is used first, so that only as many are awake as
 * needed and their caches are warm. A thread unused for a minute ends. Of the JDK's pools, one rotates tasks through
 * all its threads. The other one's threads spin for work before they sleep, which cost a seventh of the CPU of a small
 * message.
 */
final class ChainThreads extends AbstractExecutorService {
    private static final Duration IDLE = Duration.ofMinutes(1);

    private final int most;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    /** The last to sleep is first. */
    private final Deque<Worker> sleeping = new ArrayDeque<>();

    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private int threads;
    private int made;
    private boolean shutdown;

    ChainThreads(int most) {
        this.most = most;
    }

    @Override
    public void execute(Runnable task) {
        Worker woken = null;
        lock.lock();
        try {
            if (shutdown) {
                throw new RejectedExecutionException("no chain is run any more");
            }
            woken = sleeping.poll();
            if (woken != null) {
                woken.task = task;
            } else if (threads < most) {
                begin(task);
            } else {
                waiting.add(task);
            }
        } finally {
            lock.unlock();
        }
        if (woken != null) {
            LockSupport.unpark(woken.thread);
        }
    }

    private void begin(Runnable first) {
        Worker worker = new Worker(first, ++made);
        worker.thread.start();
        threads++;
    }

    /** Waiting tasks still run. */
    @Override
    public void shutdown() {
        lock.lock();
        try {
            shutdown = true;
            sleeping.forEach(worker -> LockSupport.unpark(worker.thread));
        } finally {
            lock.unlock();
        }
    }

    /** Nothing is interrupted: an interrupt would close the file that a chain is writing. */
    @Override
    public List<Runnable> shutdownNow() {
        lock.lock();
        try {
            shutdown();
            List<Runnable> left = List.copyOf(waiting);
            waiting.clear();
            return left;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isShutdown() {
        lock.lock();
        try {
            return shutdown;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isTerminated() {
        lock.lock();
        try {
            return shutdown && threads == 0;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        long left = unit.toNanos(timeout);
        lock.lock();
        try {
            while (!isTerminated()) {
                if (left <= 0) {
                    return false;
                }
                left = ended.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private final class Worker implements Runnable {
        private final Thread thread;
        /** Set by the waker. */
        private volatile @Nullable Runnable task;

        Worker(Runnable first, int number) {
            this.task = first;
            this.thread = Thread.ofPlatform().name("chain-" + number).daemon().unstarted(this);
        }

        @Override
        public void run() {
            try {
                for (Runnable next = task; next != null; next = next()) {
                    next.run();
                }
            } catch (Throwable t) {
                gone(); // The thread ends like any other; the next task gets a new one.
                throw t;
            }
        }

        /** Waits for a task; null when this thread is no longer needed. */
        private @Nullable Runnable next() {
            task = null;
            lock.lock();
            try {
                Runnable next = waiting.poll();
                if (next != null || leaves()) {
                    return next;
                }
                sleeping.push(this);
            } finally {
                lock.unlock();
            }
            return sleep(System.nanoTime() + IDLE.toNanos());
        }

        private @Nullable Runnable sleep(long until) {
            while (true) {
                LockSupport.parkNanos(this, Math.max(1, until - System.nanoTime()));
                Runnable given = task;
                if (given != null) {
                    return given;
                }
                if (endsSleep(until)) {
                    return task;
                }
            }
        }

        /** Whether this thread no longer sleeps: it was given a task, or it is leaving. */
        private boolean endsSleep(long until) {
            lock.lock();
            try {
                if (task != null) {
                    return true;
                }
                if (!shutdown && System.nanoTime() - until < 0) {
                    return false;
                }
                sleeping.remove(this);
                threads--;
                ended.signalAll();
                return true;
            } finally {
                lock.unlock();
            }
        }

        private boolean leaves() {
            if (shutdown) {
                threads--;
                ended.signalAll();
            }
            return shutdown;
        }

        private void gone() {
            lock.lock();
            try {
                threads--;
                Runnable next = waiting.poll();
                if (next != null) {
                    begin(next);
                }
                ended.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }
}
