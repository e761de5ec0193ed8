package org.sluicemta.console.operation;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.inject.Inject;
import org.jspecify.annotations.Nullable;
import org.sluicemta.egress.MessageCap;
import org.sluicemta.egress.SiteId;
import org.sluicemta.egress.WarmUp;
import org.sluicemta.egress.WarmUpHold;
import org.sluicemta.egress.WarmUpHoldStore;
import org.sluicemta.gateway.SourceStatus;
import org.sluicemta.reputation.FailureRates;
import org.sluicemta.reputation.RateCounts;
import org.sluicemta.reputation.RateKind;
import org.sluicemta.reputation.RateSums;
import org.sluicemta.storage.StoreException;

/** How sources are being warmed up. A database that doesn't respond is an OperationProblem. */
public final class WarmUpOperations {
    /** Longer than any plan. */
    private static final int MOST_DAYS = 1000;

    private final SourceOperations sources;
    private final WarmUpHoldStore holds;
    private final FailureRates rates;
    private final InstantSource clock;

    @Inject
    public WarmUpOperations(SourceOperations sources, WarmUpHoldStore holds, FailureRates rates, InstantSource clock) {
        this.sources = sources;
        this.holds = holds;
        this.rates = rates;
        this.clock = clock;
    }

    /**
     * A source's warm-up.
     *
     * @param plan as configured
     * @param present as it goes on after its holds
     * @param today in UTC
     * @param holds of this plan, by day
     * @param figures of what has left from the source today, within the guard's window
     */
    public record State(
            SourceStatus source,
            WarmUp plan,
            WarmUp present,
            LocalDate today,
            List<WarmUpHold> holds,
            RateCounts figures) {
        public State {
            holds = List.copyOf(holds);
        }

        /** Messages allowed on a day, as far as is known today; null without a limit. */
        public @Nullable Long allowed(LocalDate day) {
            List<MessageCap> caps = plan.heldBy(holds, day).caps(day);
            return caps.isEmpty() ? null : Long.valueOf(caps.getLast().messages());
        }
    }

    /** Of all sources with a warm-up, even if it has ended, by pool and name. */
    public List<State> all() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        List<WarmUpHold> kept = kept();
        Map<String, RateCounts> figures = RateSums.by(
                RateKind.SOURCE, rates.all(today.atStartOfDay(ZoneOffset.UTC).toInstant()));
        List<State> all = new ArrayList<>();
        for (SourceStatus source : sources.sources()) {
            for (WarmUp plan : source.source().warmUps()) {
                List<WarmUpHold> own = WarmUpHold.of(source.source().id(), kept).stream()
                        .filter(hold -> Objects.equals(hold.site(), plan.site())
                                && !hold.day().isBefore(plan.from()))
                        .toList();
                all.add(new State(
                        source,
                        plan,
                        plan.heldBy(own, today),
                        today,
                        own,
                        figures.getOrDefault(source.source().id().value(), RateCounts.NONE)));
            }
        }
        return all;
    }

    private List<WarmUpHold> kept() {
        try {
            return holds.all();
        } catch (StoreException e) {
            throw OperationProblem.storage(String.valueOf(e.getMessage()), e);
        }
    }

    /** A day, and what may be sent on it; null without a limit. */
    public record Allowed(LocalDate day, @Nullable Long messages) {}

    /**
     * What a source may send today and on each of the next days, if nothing holds it.
     *
     * @param site the warm-up for that site; null for the one of all that it sends, or the only one that it has
     */
    public List<Allowed> simulate(String source, @Nullable String site, int days) {
        if (days < 1 || days > MOST_DAYS) {
            throw new IllegalArgumentException("a simulation has 1 to " + MOST_DAYS + " days, got " + days);
        }
        SourceStatus known = sources.source(source);
        List<State> own = all().stream()
                .filter(each ->
                        each.source().source().id().equals(known.source().id()))
                .toList();
        State state = own.stream()
                .filter(each -> Objects.equals(siteOf(each), site) || site == null && own.size() == 1)
                .findFirst()
                .orElseThrow(() -> OperationProblem.notFound("source \"" + source + "\" has no <warm-up>"
                        + (site == null ? "" : " for site \"" + site + "\"")));
        return curve(state, days);
    }

    private static @Nullable String siteOf(State state) {
        SiteId site = state.plan().site();
        return site == null ? null : site.value();
    }

    private static List<Allowed> curve(State state, int days) {
        List<Allowed> curve = new ArrayList<>();
        for (int i = 0; i < days; i++) {
            LocalDate day = state.today().plusDays(i);
            curve.add(new Allowed(day, state.allowed(day)));
        }
        return curve;
    }
}
