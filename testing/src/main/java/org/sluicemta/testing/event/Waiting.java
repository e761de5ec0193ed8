package org.sluicemta.testing.event;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits for what another thread or process does and tells nobody of, such as a count or a file. Where it tells, wait on
 * {@link Arrivals}. A test that looks once instead fails on a busy machine.
 */
public final class Waiting {
    /** Generous, because only a test that fails waits so long. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration PAUSE = Duration.ofMillis(5);

    private Waiting() {}

    /** What is waited for. It is asked again and again. */
    @FunctionalInterface
    public interface Condition {
        boolean holds() throws Exception;
    }

    /** As {@link #until(String, Duration, Condition)}, within {@link #PATIENCE}. */
    public static void until(String what, Condition condition) throws Exception {
        until(what, PATIENCE, condition);
    }

    /**
     * Returns once the condition holds.
     *
     * @param what noun for the failure message, e.g. {@code an empty lane}
     * @throws NotArrivedException when the time is over first
     */
    public static void until(String what, Duration patience, Condition condition) throws Exception {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() - end >= 0) {
                throw new NotArrivedException(what, patience, "it did not come");
            }
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted while waiting for " + what);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
