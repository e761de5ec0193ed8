package org.sluicemta.delivery.guard;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.egress.SiteId;
import org.sluicemta.egress.SourceId;
import org.sluicemta.egress.WarmUp;
import org.sluicemta.egress.WarmUpHold;
import org.sluicemta.egress.WarmUpHoldStore;
import org.sluicemta.gateway.Gateway;
import org.sluicemta.gateway.SourceStatus;
import org.sluicemta.reputation.FailureRates;
import org.sluicemta.reputation.RateCounts;
import org.sluicemta.reputation.RateKind;
import org.sluicemta.reputation.RateSums;

/**
 * Holds the warm-up of a source that does badly: its plan repeats the day, or steps back to the day before. Looks once a
 * minute. Used by one thread.
 */
@Singleton
public final class WarmUpWatch {
    private static final Logger LOG = LoggerFactory.getLogger(WarmUpWatch.class);
    private static final Duration EVERY = Duration.ofMinutes(1);

    private final FailureRates rates;
    private final Gateway gateway;
    private final WarmUpHoldStore store;
    private final InstantSource clock;
    private Instant next = Instant.MIN;

    @Inject
    public WarmUpWatch(FailureRates rates, Gateway gateway, WarmUpHoldStore store, InstantSource clock) {
        this.rates = rates;
        this.gateway = gateway;
        this.store = store;
        this.clock = clock;
    }

    /** Puts the holds in force that this node and others have kept. */
    public List<WarmUpHold> load() {
        List<WarmUpHold> all = store.all();
        gateway.hold(all);
        return all;
    }

    /** Looks at the figures when it is time to. */
    void look() {
        Instant now = clock.instant();
        if (now.isBefore(next)) {
            return;
        }
        next = now.plus(EVERY);
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        List<WarmUpHold> holds = load();
        Map<String, RateCounts> figures = RateSums.by(RateKind.SOURCE, rates.all(beginOf(today)));
        boolean added = false;
        for (SourceStatus source : gateway.sources()) {
            RateCounts counts = figures.getOrDefault(source.source().id().value(), RateCounts.NONE);
            for (WarmUp warmUp : source.source().warmUps()) {
                added |= isGoingOn(warmUp, source, holds, today) && judge(warmUp, source, counts, today);
            }
        }
        if (added) {
            load();
        }
    }

    private static Instant beginOf(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static boolean isGoingOn(WarmUp warmUp, SourceStatus source, List<WarmUpHold> holds, LocalDate today) {
        return !today.isBefore(warmUp.from())
                && !warmUp.heldBy(WarmUpHold.of(source.source().id(), holds), today)
                        .isOver(today);
    }

    private boolean judge(WarmUp warmUp, SourceStatus source, RateCounts counts, LocalDate today) {
        SourceId id = source.source().id();
        SiteId site = warmUp.site();
        return WarmUpPolicy.judge(counts, source.restsAt(site), warmUp.plan().thresholds())
                .filter(verdict -> store.add(new WarmUpHold(id, site, today, verdict.days(), verdict.why())))
                .map(verdict -> {
                    LOG.warn(
                            "The warm-up of source {}{} {}: {}",
                            id,
                            site == null ? "" : " at " + site,
                            verdict.days() == WarmUpHold.REPEAT
                                    ? "repeats its day tomorrow"
                                    : "steps back to the day before tomorrow",
                            verdict.why());
                    return verdict;
                })
                .isPresent();
    }
}
