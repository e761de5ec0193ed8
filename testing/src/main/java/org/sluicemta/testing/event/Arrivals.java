package org.sluicemta.testing.event;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A list that several threads add to and that others wait on. It keeps at most a given number of items and drops the
 * oldest ones, while {@link #total()} keeps counting, so a load run can't fill the heap.
 *
 * @param <T> what arrives
 */
public final class Arrivals<T> {
    private static final int SHOWN_IN_FAILURE = 10;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<T> kept = new ArrayDeque<>();
    private final String what;
    private final int capacity;
    private long total;

    /**
     * @param what plural noun for failure messages, e.g. {@code messages}
     * @param capacity how many items are kept, at least 1
     */
    public Arrivals(String what, int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity must be at least 1, got " + capacity);
        }
        this.what = what;
        this.capacity = capacity;
    }

    /** Adds an item and wakes waiting threads. */
    public void add(T item) {
        lock.lock();
        try {
            kept.addLast(item);
            if (kept.size() > capacity) {
                kept.removeFirst();
            }
            total++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The items kept, oldest first. */
    public List<T> all() {
        return locked(() -> List.copyOf(kept));
    }

    /** The matching items kept, oldest first. */
    public List<T> matching(Predicate<? super T> wanted) {
        return locked(() -> select(wanted));
    }

    /** How many items ever arrived since the start or the last {@link #clear()}, forgotten ones included. */
    public long total() {
        return locked(() -> total);
    }

    /** Forgets everything and counts from 0 again. */
    public void clear() {
        locked(() -> {
            kept.clear();
            total = 0;
            return total;
        });
    }

    /**
     * Waits until at least {@code count} items have arrived.
     *
     * @return what is kept then, oldest first
     * @throws NotArrivedException when the time is over first
     */
    public List<T> await(int count, Duration timeout) {
        return awaitUntil(() -> total >= count ? List.copyOf(kept) : null, timeout, count + " " + what + " (any)");
    }

    /**
     * Waits for the first kept item that fits.
     *
     * @throws NotArrivedException when the time is over first
     */
    public T await(Predicate<? super T> wanted, Duration timeout) {
        return await(wanted, 1, timeout).getFirst();
    }

    /**
     * Waits until at least {@code count} kept items fit.
     *
     * @return those that fit, oldest first
     * @throws NotArrivedException when the time is over first
     */
    public List<T> await(Predicate<? super T> wanted, int count, Duration timeout) {
        return awaitUntil(
                () -> {
                    List<T> fitting = select(wanted);
                    return fitting.size() >= count ? fitting : null;
                },
                timeout,
                count + " matching " + what);
    }

    private List<T> awaitUntil(Supplier<@Nullable List<T>> probe, Duration timeout, String wanted) {
        long left = timeout.toNanos();
        lock.lock();
        try {
            while (true) {
                List<T> found = probe.get();
                if (found != null) {
                    return found;
                }
                if (left <= 0) {
                    throw new NotArrivedException(wanted, timeout, describe());
                }
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotArrivedException(wanted, timeout, "interrupted; " + describe());
        } finally {
            lock.unlock();
        }
    }

    private List<T> select(Predicate<? super T> wanted) {
        List<T> found = new ArrayList<>();
        for (T item : kept) {
            if (wanted.test(item)) {
                found.add(item);
            }
        }
        return found;
    }

    private String describe() {
        if (total == 0) {
            return "no " + what + " arrived at all";
        }
        StringBuilder text =
                new StringBuilder().append(total).append(' ').append(what).append(" arrived, the last:");
        List<T> items = List.copyOf(kept);
        items.subList(Math.max(0, items.size() - SHOWN_IN_FAILURE), items.size())
                .forEach(item -> text.append("\n  ").append(item));
        return text.toString();
    }

    private <R> R locked(Supplier<R> body) {
        lock.lock();
        try {
            return body.get();
        } finally {
            lock.unlock();
        }
    }
}
