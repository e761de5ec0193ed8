package org.sluicemta.gateway.limit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Actions that wait for an event, and one timer for those that only time makes ready. Not thread-safe. */
final class WakeUps {
    private final ScheduledExecutorService timer;
    private final Runnable onTimer;
    private List<Runnable> waiting = new ArrayList<>();
    private boolean timerRuns;
    private long timerDue;

    /** @param onTimer runs on the timer's thread */
    WakeUps(ScheduledExecutorService timer, Runnable onTimer) {
        this.timer = timer;
        this.onTimer = onTimer;
    }

    void add(Runnable action) {
        waiting.add(action);
    }

    /** Returns all waiting actions, and clears the queue. */
    List<Runnable> takeAll() {
        if (waiting.isEmpty()) {
            return List.of();
        }
        List<Runnable> all = waiting;
        waiting = new ArrayList<>();
        return all;
    }

    /** Returns those that have waited longest. The others keep waiting. */
    List<Runnable> take(int most) {
        List<Runnable> first = List.copyOf(waiting.subList(0, Math.min(most, waiting.size())));
        waiting.subList(0, first.size()).clear();
        return first;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Runs the timer's action after this time, unless it is already due earlier. */
    void after(Duration wait) {
        if (!wait.isPositive()) {
            return; // they wait for an event
        }
        long due = System.nanoTime() + wait.toNanos();
        if (timerRuns && due - timerDue >= 0) {
            return;
        }
        timerRuns = true;
        timerDue = due;
        var unused = timer.schedule(onTimer, wait.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Call when the timer's action begins: later waits need another timer. */
    void timerEnded() {
        timerRuns &= timerDue - System.nanoTime() > 0;
    }
}
