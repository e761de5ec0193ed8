package org.sluicemta.smtp.chain;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.sluicemta.settings.ChainSettings;

/**
 * The thread pool for mailet chains. It uses platform threads, because a chain that only computes would occupy a
 * virtual thread's carrier, and there are only as many carriers as processors. A chain past its time limit keeps its
 * thread until it ends, because an interrupt would close any file it is writing. Such threads are counted. When no
 * others are left, the server reports that it isn't alive.
 */
public final class ChainPool {
    /** How long it may take for a thread to become free: far longer than a busy server's queue. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

    private final Executor threads;
    private final ChainSettings settings;
    private final LongSupplier nanoClock;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger overdue = new AtomicInteger();
    private final AtomicReference<@Nullable Long> probe = new AtomicReference<>();

    /**
     * @param threads number of threads, from the settings
     * @param nanoClock counts nanoseconds from any origin
     */
    public ChainPool(Executor threads, ChainSettings settings, LongSupplier nanoClock) {
        this.threads = threads;
        this.settings = settings;
        this.nanoClock = nanoClock;
    }

    /** Platform threads, created on demand. */
    public static ExecutorService threads(int most) {
        return new ChainThreads(most);
    }

    /** Time limit of a turn. */
    public Duration time() {
        return settings.time();
    }

    /** Runs the task when a thread is free. It runs even if its turn has expired by then, to free what it holds. */
    public void execute(ChainTurn turn, Runnable task) {
        waiting.incrementAndGet();
        threads.execute(() -> {
            waiting.decrementAndGet();
            running.incrementAndGet();
            boolean begun = turn.begin();
            try {
                task.run();
            } finally {
                running.decrementAndGet();
                if (begun && turn.isLate()) {
                    overdue.decrementAndGet();
                }
            }
        });
    }

    /** Ends a turn because its time is up; false when it has been decided already. */
    public boolean expire(ChainTurn turn) {
        if (turn.expireWaiting()) {
            return true;
        }
        boolean expired = turn.expireRunning();
        if (expired) {
            overdue.incrementAndGet();
        }
        return expired;
    }

    /** Messages waiting for a thread. */
    public int waiting() {
        return waiting.get();
    }

    /** Running chains, including overdue ones. */
    public int running() {
        return running.get();
    }

    /** Running chains whose clients have already been answered 451. */
    public int overdue() {
        return overdue.get();
    }

    /** Why no message can get through any more, or empty. Requests a thread each time the previous request was met. */
    public Optional<String> problem() {
        if (overdue() >= settings.threads()) {
            return Optional.of("all " + settings.threads() + " threads are in chains that exceeded their time limit");
        }
        long now = nanoClock.getAsLong();
        if (probe.compareAndSet(null, now)) {
            threads.execute(() -> probe.set(null));
        }
        Long asked = probe.get();
        return asked != null && now - asked > LONGEST_WAIT.toNanos()
                ? Optional.of("no chain thread has been free for "
                        + Duration.ofNanos(now - asked).toSeconds() + " s")
                : Optional.empty();
    }
}
