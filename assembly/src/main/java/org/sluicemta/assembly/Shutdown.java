package org.sluicemta.assembly;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops the parts, last started first. Runs once. A part that fails to stop doesn't prevent the others from stopping.
 */
final class Shutdown {
    /** Stops one part. */
    @FunctionalInterface
    interface Step {
        void run() throws Exception;
    }

    private record Named(String part, Step step) {}

    private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);

    private final Deque<Named> steps = new ArrayDeque<>();

    synchronized void add(String part, Step step) {
        steps.push(new Named(part, step));
    }

    synchronized void run() {
        while (!steps.isEmpty()) {
            Named next = steps.pop();
            try {
                next.step().run();
            } catch (Exception e) {
                LOG.error("{} did not stop cleanly", next.part(), e);
            }
        }
    }
}
