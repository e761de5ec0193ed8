package org.sluicemta.gateway.pace;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** A site that accepts so many messages in any period of some length, and answers 421 above that. It tells nobody. */
final class ThrottlingProvider {
    private final Duration period;
    /** When each was, oldest first. */
    private final Deque<Long> lately = new ArrayDeque<>();

    private double perSecond;
    private long accepted;
    private long refused;

    ThrottlingProvider(double perSecond, Duration period) {
        this.perSecond = perSecond;
        this.period = period;
    }

    void changeTo(double level) {
        perSecond = level;
    }

    long accepted() {
        return accepted;
    }

    long refused() {
        return refused;
    }

    boolean accepts(long nowNanos) {
        while (!lately.isEmpty() && lately.getFirst() <= nowNanos - period.toNanos()) {
            lately.removeFirst();
        }
        boolean accepts = lately.size() < perSecond * period.toMillis() / 1000;
        if (accepts) {
            lately.addLast(nowNanos);
            accepted++;
        } else {
            refused++;
        }
        return accepts;
    }
}
