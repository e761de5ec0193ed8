package org.sluicemta.gateway.pace;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.sluicemta.egress.SourceState;

/**
 * A source or a tenant that a site refuses. Nothing leaves for a while, then one message after another, until the site
 * accepts one. If it refuses again, the rest lasts twice as long.
 */
final class RestGauge extends Gauge {
    /** The first time it rests for this part of the longest time. */
    private static final int FIRST = 8;

    private static final Duration SHORTEST = Duration.ofMinutes(1);
    /** Nobody knows any more whether the site would refuse. */
    private static final Duration FORGOTTEN = Duration.ofDays(1);

    private final PaceClock clock;
    private Duration length = Duration.ZERO;
    private String why = "";
    private long untilNanos;
    private int probes;
    private boolean over;

    RestGauge(Scope scope, PaceClock clock) {
        super(scope);
        this.clock = clock;
    }

    /**
     * The site refuses. What left before the rest began says nothing new.
     *
     * @param begunNanos when the message was allowed to leave
     * @return whether a rest begins
     */
    boolean begin(String because, Duration longest, long begunNanos, long nowNanos) {
        boolean before = !length.isZero() && begunNanos - (untilNanos - length.toNanos()) <= 0;
        if (before || isResting(nowNanos)) {
            return false;
        }
        why = because;
        length = length.isZero() ? first(longest) : min(length.multipliedBy(2), longest);
        untilNanos = nowNanos + length.toNanos();
        over = false;
        return true;
    }

    private static Duration first(Duration longest) {
        Duration part = longest.dividedBy(FIRST);
        return min(part.compareTo(SHORTEST) < 0 ? SHORTEST : part, longest);
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** As it was when the server stopped. */
    void continues(SourceState.Rest before) {
        why = before.why();
        length = before.length();
        untilNanos = clock.nanosAt(before.until());
    }

    boolean isResting(long nowNanos) {
        return !length.isZero() && nowNanos - untilNanos < 0;
    }

    /** The site has accepted a message. Only a message that was allowed to leave after the rest proves anything. */
    boolean accepted(long begunNanos) {
        over |= begunNanos - untilNanos >= 0;
        return over;
    }

    SourceState.Rest state() {
        return new SourceState.Rest(until(), length, why);
    }

    /** Computed from two clocks, so the same time is rounded to be the same. */
    private Instant until() {
        return clock.instantAt(untilNanos).truncatedTo(ChronoUnit.SECONDS);
    }

    @Override
    String limit() {
        Instant until = until();
        return isResting(clock.now())
                ? "rests until " + until + " because of " + why
                : "has rested until " + until + " because of " + why + ", and sends one message at a time";
    }

    @Override
    public String toString() {
        return scope() + ": " + limit();
    }

    @Override
    LimitReached.Kind kind() {
        return LimitReached.Kind.REST;
    }

    @Override
    boolean hasRoom(long nowNanos) {
        return over || !isResting(nowNanos) && probes == 0;
    }

    @Override
    long readyNanos(long nowNanos) {
        return isResting(nowNanos) ? untilNanos : NEVER;
    }

    @Override
    Ticket begin(long nowNanos) {
        probes++;
        return left -> probes--;
    }

    @Override
    boolean isUnused(long nowNanos) {
        return over || probes == 0 && nowNanos - untilNanos > FORGOTTEN.toNanos();
    }
}
