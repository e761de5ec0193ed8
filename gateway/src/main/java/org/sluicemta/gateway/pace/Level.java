package org.sluicemta.gateway.pace;

import java.time.Duration;
import java.util.Locale;
import org.sluicemta.egress.AdaptivePace;

/**
 * The pace at which a site takes mail from a source without telling it to slow down. Each time it does, the pace is cut.
 * It rises while the site is content and the pace is used, quickly to just below where the site said so before, then so
 * slowly that the site is seldom annoyed, and quickly again when it has proved wrong about that. Not thread-safe.
 */
final class Level {
    /** Rises are made in so many steps, so that the site is met at the point where it objects, and not far above. */
    private static final int STEPS = 10;
    /** Near what was learned, it rises slowly. */
    private static final double NEAR = 0.95;

    private static final double PAST = 1.05;
    private static final double SLOWLY = 0.02;
    /** As long as it isn't sure of what it learned. */
    private static final double SLOWLY_AT_FIRST = 0.1;

    private static final double SURE = 0.1;
    /** How much one cut counts in what is learned. */
    private static final double WEIGHT = 0.3;

    private static final double LEAST_PER_SECOND = 1.0 / 60;
    /** Of a source that nothing was accepted from lately. */
    private static final double UNKNOWN_PER_SECOND = 1;

    private static final double NANOS_PER_SECOND = 1_000_000_000;
    private static final Duration FORGOTTEN = Duration.ofDays(7);

    /**
     * Where it stands.
     *
     * @param perSecond messages a second
     * @param full messages a second before the first cut
     * @param learned at which the site objects, on average; 0 if unknown
     * @param why what cut it last
     */
    record State(double perSecond, double full, double learned, int cuts, String why) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%.3g messages/s (level %.0f %%: cut %s, last because of %s%s)",
                    perSecond,
                    Math.min(100, 100 * perSecond / full),
                    cuts == 1 ? "once" : cuts + " times",
                    why,
                    learned == 0 ? "" : String.format(Locale.ROOT, "; objects at %.3g/s", learned));
        }
    }

    private State state;
    private long cutNanos;
    private long objectedNanos;
    private long stepNanos;
    private int accepted;
    private boolean wanted;
    /** Since the last cut. */
    private boolean risen;
    /** Whether the site objected twice at about the same pace. */
    private boolean sure;

    private Level(State state, long cutNanos, long nowNanos) {
        this.state = state;
        this.cutNanos = cutNanos;
        this.objectedNanos = cutNanos;
        this.stepNanos = nowNanos;
    }

    /**
     * The first cut.
     *
     * @param accepted messages a second that the site has accepted lately
     * @param ceiling the configured limit in messages a second, or 0
     */
    static Level cut(String why, double accepted, double ceiling, AdaptivePace pace, long nowNanos) {
        double before = ceiling > 0 ? Math.min(ceiling, accepted) : accepted;
        double full = before == 0 ? UNKNOWN_PER_SECOND : Math.max(before, LEAST_PER_SECOND);
        State whole = new State(full, full, before, 0, why);
        return new Level(less(whole, why, full, before, ceiling, pace), nowNanos, nowNanos);
    }

    /** As it was when the server stopped. */
    static Level continued(State state, long cutNanos, long nowNanos) {
        return new Level(state, cutNanos, nowNanos);
    }

    private static State less(State state, String why, double from, double learned, double ceiling, AdaptivePace pace) {
        double floor = Math.max(LEAST_PER_SECOND, pace.floor() * Math.max(ceiling, state.full()));
        double lower = Math.max(floor, from * (1 - pace.cut()));
        return new State(lower, state.full(), learned, state.cuts() + 1, why);
    }

    /**
     * The site objects.
     *
     * @param begunNanos when the message was allowed to leave. One that was before the last cut says nothing new
     * @return whether the pace is cut
     */
    boolean objects(
            String why, double acceptedLately, double ceiling, AdaptivePace pace, long begunNanos, long nowNanos) {
        objectedNanos = nowNanos;
        if (begunNanos - cutNanos <= 0) {
            return false;
        }
        double at = Math.min(state.perSecond(), Math.max(acceptedLately, LEAST_PER_SECOND));
        state = risen
                ? less(state, why, at, learn(at), ceiling, pace)
                : less(state, why, state.perSecond(), state.learned(), ceiling, pace);
        cutNanos = nowNanos;
        risen = false;
        return true;
    }

    /** A moving average. If it was far off, it starts again from the latest figure. */
    private double learn(double at) {
        double before = state.learned();
        sure = Math.abs(at - before) < SURE * before;
        return sure ? before + WEIGHT * (at - before) : at;
    }

    /** The site has accepted a message. */
    void accepted() {
        accepted++;
    }

    /** Somebody would like to send more. */
    void isWanted() {
        wanted = true;
    }

    /** Time has passed. */
    void advance(double ceiling, AdaptivePace pace, long nowNanos) {
        long step = pace.every().dividedBy(STEPS).toNanos();
        if (nowNanos - stepNanos < step) {
            return;
        }
        double couldBe = state.perSecond() * step / NANOS_PER_SECOND;
        boolean used = accepted > 0 && (wanted || accepted >= couldBe / 2);
        if (used && nowNanos - objectedNanos >= pace.every().toNanos()) {
            state = risen(ceiling, pace);
            risen = true;
        }
        stepNanos = nowNanos;
        accepted = 0;
        wanted = false;
    }

    private State risen(double ceiling, AdaptivePace pace) {
        double now = state.perSecond();
        double learned = state.learned();
        double share = pace.rise() / STEPS;
        double higher;
        if (learned == 0) {
            higher = now + share * Math.max(ceiling, state.full());
        } else if (now < learned * NEAR) {
            higher = Math.min(now + share * Math.max(ceiling, state.full()), learned * NEAR);
        } else if (now < learned * PAST) {
            higher = now + share * learned * (sure ? SLOWLY : SLOWLY_AT_FIRST);
        } else {
            higher = now + share * now;
        }
        return new State(
                ceiling > 0 ? Math.min(higher, ceiling) : higher, state.full(), learned, state.cuts(), state.why());
    }

    State state() {
        return state;
    }

    long cutNanos() {
        return cutNanos;
    }

    /** Whether it limits nothing any more: it is at the ceiling, or without one, twice where the site objected. */
    boolean isOver(double ceiling) {
        double highest = ceiling > 0 ? ceiling : 2 * Math.max(state.full(), state.learned());
        return state.perSecond() >= highest;
    }

    boolean isForgotten(long nowNanos) {
        return nowNanos - stepNanos > FORGOTTEN.toNanos();
    }
}
