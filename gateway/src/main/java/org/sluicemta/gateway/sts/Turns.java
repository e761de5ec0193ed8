package org.sluicemta.gateway.sts;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;

/** Lets only some pieces of work run at a time; the others wait for their turn, first come first served. Thread-safe. */
final class Turns {
    private final Executor executor;
    private final int atATime;
    private final int mostWaiting;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private int running;

    /** @param executor runs what had to wait */
    Turns(Executor executor, int atATime, int mostWaiting) {
        this.executor = executor;
        this.atATime = atATime;
        this.mostWaiting = mostWaiting;
    }

    /**
     * Begins the work, now or later. Its end must be told by {@link #end}.
     *
     * @return false if so much is waiting that it will never begin
     */
    boolean begin(Runnable work) {
        synchronized (this) {
            if (running == atATime) {
                return waiting.size() < mostWaiting && waiting.add(work);
            }
            running++;
        }
        work.run();
        return true;
    }

    /** A piece of work has ended. */
    void end() {
        Runnable next;
        synchronized (this) {
            next = waiting.poll();
            if (next == null) {
                running--;
            }
        }
        if (next != null) {
            executor.execute(next);
        }
    }
}
