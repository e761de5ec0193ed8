package org.sluicemta.gateway.pace;

import java.util.TreeSet;

/** One limit, what has been taken of it, and who waits for more. Not thread-safe: {@link Pace} holds its lock. */
abstract sealed class Gauge
        permits OpenConnections, Cap, RestGauge, SourceLevel, DisabledGauge, OpeningRate, OctetRate {
    /** Only the end of something makes room. */
    static final long NEVER = Long.MAX_VALUE;

    /** Longest waiting first. */
    final TreeSet<Contender> waiting = new TreeSet<>();

    private final Scope scope;
    /** When the timer of those that wait ends; meaningless while none runs. */
    private long timerDue;

    private boolean timerRuns;

    Gauge(Scope scope) {
        this.scope = scope;
    }

    Scope scope() {
        return scope;
    }

    /** The limit as it is written, such as {@code 60000/1h}. */
    abstract String limit();

    abstract LimitReached.Kind kind();

    /** Whether it matters if a server has heard of the message. */
    boolean countsWritten() {
        return false;
    }

    /** Whether a message may begin. If not, and something can be done about it, that is begun. */
    abstract boolean hasRoom(long nowNanos);

    /** Whether nothing may begin, as far as is known. Only looks. */
    boolean isFull(long nowNanos) {
        return !hasRoom(nowNanos);
    }

    /** When it is worth asking again if nothing ends before, or {@link #NEVER}. Asked while there is none. */
    abstract long readyNanos(long nowNanos);

    /** As {@link #readyNanos}, if nothing but time makes room. */
    long freeNanos(long nowNanos) {
        return readyNanos(nowNanos);
    }

    /** Takes a place. Call only if there is room. */
    abstract Ticket begin(long nowNanos);

    /** Whether nothing would be lost if it were created again later. */
    abstract boolean isUnused(long nowNanos);

    /** Whether a timer is needed that ends at this time, since none that runs ends before. It counts as running then. */
    boolean needsTimer(long dueNanos) {
        if (dueNanos == NEVER || timerRuns && timerDue - dueNanos <= 0) {
            return false;
        }
        timerRuns = true;
        timerDue = dueNanos;
        return true;
    }

    /** A timer has ended. */
    void timerEnded(long nowNanos) {
        timerRuns &= timerDue - nowNanos > 0;
    }
}
