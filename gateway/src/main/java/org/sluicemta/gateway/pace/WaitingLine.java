package org.sluicemta.gateway.pace;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for room, and whose turn it is: room is kept for that taker for a moment. Not thread-safe: {@link Pace} holds
 * its lock. A taker that gets a turn is added to {@code told}, and is told once the lock is released.
 */
final class WaitingLine {
    private static final Duration TURN = Duration.ofMillis(200);

    private final Pace pace;
    private final Gauges gauges;
    private final PaceClock clock;
    private final Timer timer;
    private final Map<Pace.Taker, Permit> turns = new HashMap<>();
    private final Map<Pace.Taker, Contender> waiting = new HashMap<>();
    private long arrivals;

    WaitingLine(Pace pace, Gauges gauges, PaceClock clock, Timer timer) {
        this.pace = pace;
        this.gauges = gauges;
        this.clock = clock;
        this.timer = timer;
    }

    /** See {@link Pace#tryTake(Pace.Taker, List)}. */
    @Nullable
    Permit tryTake(Pace.Taker taker, List<? extends Pace.Taker> owners) {
        Offer common = offer(taker);
        if (common == null || owners.isEmpty()) {
            return common == null ? null : accept(common);
        }
        List<Offer> ofOwners = new ArrayList<>(owners.size());
        for (Pace.Taker owner : owners) {
            Offer offer = offer(owner);
            if (offer == null) {
                return null;
            }
            ofOwners.add(offer);
        }
        Permit permit = accept(common);
        ofOwners.forEach(offer -> permit.join(accept(offer)));
        return permit;
    }

    /** What a taker may have: a permit that is kept for it, or room for one. */
    private record Offer(Pace.Taker taker, @Nullable Permit kept, Pace.Check check) {}

    private @Nullable Offer offer(Pace.Taker taker) {
        Permit kept = turns.get(taker);
        if (kept != null) {
            return new Offer(taker, kept, Pace.Check.NOTHING_NEEDED);
        }
        if (waiting.containsKey(taker)) {
            return null;
        }
        Pace.Check check = gauges.check(taker, Asking.NEWCOMER);
        return check.isAllowed() ? new Offer(taker, null, check) : null;
    }

    private Permit accept(Offer offer) {
        Permit kept = offer.kept();
        if (kept == null) {
            return grant(offer.taker(), offer.check());
        }
        turns.remove(offer.taker());
        return kept;
    }

    private Permit grant(Pace.Taker taker, Pace.Check check) {
        gauges.used(taker.pool(), check.source());
        return new Permit(pace, taker, check.needed(), check.source(), clock.now());
    }

    /** See {@link Pace#limit}. */
    @Nullable
    LimitReached limit(Pace.Taker taker) {
        if (turns.containsKey(taker)) {
            return null;
        }
        Contender already = waiting.get(taker);
        List<Gauge> toBlame = already != null
                ? already.at()
                : gauges.check(taker, Asking.SPECTATOR).toBlame();
        return toBlame.isEmpty() ? null : LimitReached.by(soonest(toBlame, clock.now()), clock.now());
    }

    private static Gauge soonest(List<Gauge> toBlame, long now) {
        Gauge first = toBlame.getFirst();
        for (Gauge gauge : toBlame) {
            if (gauge.readyNanos(now) != Gauge.NEVER
                    && (first.readyNanos(now) == Gauge.NEVER || gauge.readyNanos(now) - first.readyNanos(now) < 0)) {
                first = gauge;
            }
        }
        return first;
    }

    /** See {@link Pace#await}. */
    void await(Pace.Taker taker, List<Pace.Taker> told) {
        if (turns.containsKey(taker)) {
            told.add(taker);
        } else if (!waiting.containsKey(taker)) {
            Contender arrived = new Contender(taker, arrivals++);
            waiting.put(taker, arrived);
            place(arrived, Asking.NEWCOMER, told);
        }
    }

    /** Gives a turn, or lets it wait where there is no room. */
    private void place(Contender one, Asking as, List<Pace.Taker> told) {
        one.leave();
        Pace.Check check = gauges.check(one.taker, as);
        if (check.isAllowed()) {
            waiting.remove(one.taker);
            Permit kept = grant(one.taker, check);
            turns.put(one.taker, kept);
            told.add(one.taker);
            timer.after(TURN.toNanos(), () -> pace.telling(next -> passOn(kept, next)));
            return;
        }
        one.at(check.toBlame());
        check.toBlame().forEach(this::runTimer);
    }

    private void runTimer(Gauge gauge) {
        long now = clock.now();
        long ready = gauge.readyNanos(now);
        if (gauge.needsTimer(ready)) {
            timer.after(Math.max(0, ready - now), () -> pace.telling(told -> timerEnded(gauge, told)));
        }
    }

    private void timerEnded(Gauge gauge, List<Pace.Taker> told) {
        gauge.timerEnded(clock.now());
        giveTurns(gauge, told);
    }

    /** There may be room at the gauge. */
    void giveTurns(Gauge gauge, List<Pace.Taker> told) {
        while (!gauge.waiting.isEmpty() && gauge.hasRoom(clock.now())) {
            place(gauge.waiting.first(), Asking.NEXT_IN_LINE, told);
        }
        if (!gauge.waiting.isEmpty()) {
            runTimer(gauge);
        }
    }

    private void passOn(Permit kept, List<Pace.Taker> told) {
        if (turns.remove(kept.taker, kept)) {
            end(kept, told);
        }
    }

    /** The permit is over, and those who wait at its gauges have their turn. */
    void end(Permit permit, List<Pace.Taker> told) {
        permit.endTickets();
        permit.gauges().forEach(gauge -> giveTurns(gauge, told));
    }

    /** Checks again, in order of arrival, where each taker has to wait. */
    void placeAgain(List<Pace.Taker> told) {
        TreeSet<Contender> all = new TreeSet<>(waiting.values());
        all.forEach(Contender::leave);
        all.forEach(one -> place(one, Asking.NEWCOMER, told));
    }

    /** See {@link Pace#forget}. */
    void forget(Pace.Taker taker, List<Pace.Taker> told) {
        Contender gone = waiting.remove(taker);
        if (gone != null) {
            gone.leave();
        }
        Permit kept = turns.remove(taker);
        if (kept != null) {
            end(kept, told);
        }
    }
}
