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
 * Where chains run. The threads are the platform's: a chain that only computes would keep a virtual thread's carrier from
 * everything else in the process, of which there are no more than processors. A chain that is past its time keeps its
 * thread until it ends, because an interrupt would close whatever file it writes; such threads are counted, and when there
 * is no other left the server is not alive any more.
 */
public final class ChainPool {
    /** How long a thread may take to be free: far more than a busy server's queue. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

    private final Executor threads;
    private final ChainSettings settings;
    private final LongSupplier nanoClock;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger overdue = new AtomicInteger();
    private final AtomicReference<@Nullable Long> probe = new AtomicReference<>();

    /**
     * @param threads as many as the settings say
     * @param nanoClock counts nanoseconds from any origin
     */
    public ChainPool(Executor threads, ChainSettings settings, LongSupplier nanoClock) {
        this.threads = threads;
        this.settings = settings;
        this.nanoClock = nanoClock;
    }

    /** Platform threads, made when they are needed. */
    public static ExecutorService threads(int most) {
        return new ChainThreads(most);
    }

    /** How long a turn may take. */
    public Duration time() {
        return settings.time();
    }

    /** Runs the task when a thread is free. It is run even when its turn is over by then, to free what it holds. */
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

    /** The time of a turn is over; false when it has been decided already. */
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

    /** Messages that wait for a thread. */
    public int waiting() {
        return waiting.get();
    }

    /** Chains that run, overdue ones included. */
    public int running() {
        return running.get();
    }

    /** Chains that run though their client has been answered 451. */
    public int overdue() {
        return overdue.get();
    }

    /** Why no message can get through any more, or empty. Asks for a thread each time the last one asked for was got. */
    public Optional<String> problem() {
        if (overdue() >= settings.threads()) {
            return Optional.of("all " + settings.threads() + " threads are in chains that are past their time");
        }
        long now = nanoClock.getAsLong();
        if (probe.compareAndSet(null, now)) {
            threads.execute(() -> probe.set(null));
        }
        Long asked = probe.get();
        return asked != null && now - asked > LONGEST_WAIT.toNanos()
                ? Optional.of("no thread for a chain has been free for "
                        + Duration.ofNanos(now - asked).toSeconds() + " s")
                : Optional.empty();
    }
}
