package org.sluicemta.gateway.pace;

import java.time.Duration;
import java.util.function.Supplier;
import org.sluicemta.egress.EgressSite;

/** A source that a site has told to slow down: messages are spread evenly, over fewer connections. */
final class SourceLevel extends Gauge {
    private static final long BURST = Duration.ofMillis(100).toNanos();
    private static final double NANOS_PER_SECOND = 1_000_000_000;

    private final Level level;
    private final Supplier<EgressSite> site;
    private long nextNanos;
    private int open;

    /** @param site asked each time, since the configuration may change */
    SourceLevel(Scope scope, Level level, Supplier<EgressSite> site, long nowNanos) {
        super(scope);
        this.level = level;
        this.site = site;
        this.nextNanos = nowNanos;
    }

    /** The site has told it to slow down once more. Returns whether it is slower than before. */
    boolean objects(String why, double acceptedLately, long begunNanos, long nowNanos) {
        EgressSite now = site.get();
        return level.objects(why, acceptedLately, ceiling(now), now.adaptive(), begunNanos, nowNanos);
    }

    /** Returns whether it limits nothing any more. */
    boolean accepted(long nowNanos) {
        level.accepted();
        return isOver(nowNanos);
    }

    private boolean isOver(long nowNanos) {
        EgressSite now = site.get();
        level.advance(ceiling(now), now.adaptive(), nowNanos);
        return level.isOver(ceiling(now));
    }

    static double ceiling(EgressSite site) {
        return site.limits().messagesPerSecond();
    }

    Level level() {
        return level;
    }

    int connections() {
        EgressSite now = site.get();
        Level.State state = level.state();
        double share = Math.min(1, state.perSecond() / state.full());
        int most = (int) Math.ceil(share * now.limits().connections());
        return Math.max(most, now.adaptive().leastConnections());
    }

    @Override
    String limit() {
        return level.state() + ", " + connections() + " connections";
    }

    @Override
    public String toString() {
        return scope() + ": " + limit();
    }

    @Override
    LimitReached.Kind kind() {
        return LimitReached.Kind.LEVEL;
    }

    @Override
    boolean countsWritten() {
        return true;
    }

    @Override
    boolean hasRoom(long nowNanos) {
        boolean room = isOver(nowNanos) || !isFull(nowNanos);
        if (!room) {
            level.isWanted();
        }
        return room;
    }

    @Override
    boolean isFull(long nowNanos) {
        return open >= connections() || earliest() - nowNanos > 0;
    }

    private long earliest() {
        return nextNanos - Math.max(0, BURST - space());
    }

    private long space() {
        return (long) (NANOS_PER_SECOND / level.state().perSecond());
    }

    @Override
    long readyNanos(long nowNanos) {
        return open >= connections() ? NEVER : earliest();
    }

    @Override
    Ticket begin(long nowNanos) {
        long space = space();
        nextNanos = Math.max(nextNanos, nowNanos) + space;
        open++;
        return left -> {
            open--;
            nextNanos -= left ? 0 : space;
        };
    }

    @Override
    boolean isUnused(long nowNanos) {
        return open == 0 && level.isForgotten(nowNanos);
    }
}
