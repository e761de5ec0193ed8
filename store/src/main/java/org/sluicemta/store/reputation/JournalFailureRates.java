package org.sluicemta.store.reputation;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.egress.EgressPlans;
import org.sluicemta.egress.SiteId;
import org.sluicemta.egress.SourceId;
import org.sluicemta.event.Event;
import org.sluicemta.event.EventCursor;
import org.sluicemta.event.EventReader;
import org.sluicemta.event.EventType;
import org.sluicemta.event.ReportFacts;
import org.sluicemta.reputation.FailureRates;
import org.sluicemta.reputation.RateCounts;
import org.sluicemta.reputation.RateKey;
import org.sluicemta.reputation.RateKind;
import org.sluicemta.store.database.Database;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.TenantId;

/**
 * Counts of deliveries, hard bounces and complaints, taken from the event journal. They cost the mail's path nothing:
 * {@link #follow} is called every few seconds in the background. Thread-safe.
 */
public final class JournalFailureRates implements FailureRates {
    private static final Logger LOG = LoggerFactory.getLogger(JournalFailureRates.class);
    private static final Set<EventType> COUNTED = Arrays.stream(EventType.values())
            .filter(type -> counting(type).isPresent())
            .collect(Collectors.toUnmodifiableSet());

    private static final int PAGE = 5_000;
    private static final int MOST_KEYS = 50_000;
    private static final Duration READ_OTHERS = Duration.ofMinutes(1);
    private static final Duration PRUNE = Duration.ofMinutes(10);

    private final Database database;
    private final EventReader journal;
    private final EgressPlans plans;
    private final int node;
    private final InstantSource clock;
    private final CountBuckets window;
    private @Nullable EventCursor place;
    private Instant othersRead = Instant.EPOCH;
    private Instant pruned = Instant.EPOCH;

    /** @param node number of this node; each node follows its own journal */
    public JournalFailureRates(
            Database database, EventReader journal, EgressPlans plans, Duration window, int node, InstantSource clock) {
        this.database = database;
        this.journal = journal;
        this.plans = plans;
        this.node = node;
        this.clock = clock;
        this.window = new CountBuckets(window, MOST_KEYS);
    }

    @Override
    public synchronized Set<TenantId> follow() throws IOException {
        Instant now = clock.instant();
        EventCursor from = begin(now);
        Set<TenantId> touched = new HashSet<>();
        EventReader.Page page;
        do {
            page = journal.read(from, PAGE, COUNTED);
            if (page.next().equals(from)) {
                break;
            }
            take(page, now, touched);
            from = page.next();
            place = from;
        } while (page.lines().size() == PAGE);
        upkeep(now);
        return touched;
    }

    /** Reads what was saved, the first time. */
    private EventCursor begin(Instant now) throws IOException {
        EventCursor reached = place;
        if (reached != null) {
            return reached;
        }
        window.replaceAll(database.withHandle(handle -> RateTable.load(handle, window.start(now))));
        EventCursor saved =
                database.withHandle(handle -> RateTable.place(handle, node)).orElse(null);
        EventCursor first = saved == null ? journal.placeBefore(window.start(now)) : saved;
        place = first;
        return first;
    }

    private void take(EventReader.Page page, Instant now, Set<TenantId> touched) {
        List<RateDelta> deltas = new ArrayList<>();
        Instant start = window.start(now);
        for (String line : page.lines()) {
            Event event = journal.find(line).orElse(null);
            if (event == null) {
                LOG.warn("A line of the journal isn't an event, so nothing is counted for it: {}", line);
                continue;
            }
            RateCounts counts = counts(event);
            TenantId tenant = event.mail().tenant();
            if (tenant != null && !counts.equals(RateCounts.NONE) && event.at().isAfter(start)) {
                count(tenant, event, counts, deltas);
                touched.add(tenant);
            }
        }
        try {
            database.write(handle -> {
                RateTable.add(handle, node, deltas);
                RateTable.savePlace(handle, node, page.next());
                return deltas;
            });
        } catch (RuntimeException e) {
            // The window contains counts that couldn't be saved, so both start again from what was saved.
            place = null;
            throw e;
        }
    }

    private void count(TenantId tenant, Event event, RateCounts counts, List<RateDelta> deltas) {
        StreamId stream = event.mail().stream();
        SourceId source = event.mail().source();
        SiteId site = event.mail().site();
        String reporter = event.report() == null ? null : event.report().reporter();
        if (reporter != null) {
            deltas.add(add(tenant, RateKind.REPORTER, reporter, event.at(), counts));
        }
        if (stream != null) {
            deltas.add(add(tenant, RateKind.STREAM, stream.value(), event.at(), counts));
        }
        if (source != null) {
            deltas.add(add(tenant, RateKind.SOURCE, source.value(), event.at(), counts));
        }
        if (site != null) {
            // Domains come and go as sites of their own. Only the sites of the configuration are counted.
            boolean known = plans.current().sites().containsKey(site);
            deltas.add(add(tenant, RateKind.SITE, known ? site.value() : SiteId.OTHER.value(), event.at(), counts));
        }
    }

    private RateDelta add(TenantId tenant, RateKind kind, String name, Instant at, RateCounts counts) {
        return window.add(new RateKey(tenant, kind, name), at, counts);
    }

    /**
     * How events of a type count; empty for those that don't. A hard bounce is one that suppresses at once: its event
     * says so. A complaint counts only if it is authenticated, because anyone with a token from received mail can write
     * one.
     */
    private static Optional<Function<@Nullable ReportFacts, RateCounts>> counting(EventType type) {
        return switch (type) {
            case DELIVERED -> Optional.of(report -> new RateCounts(1, 0, 0, 0));
            case BOUNCED -> Optional.of(report -> isHard(report) ? new RateCounts(0, 1, 0, 0) : RateCounts.NONE);
            case REMOTE_BOUNCE -> Optional.of(report -> isHard(report) ? new RateCounts(0, 0, 1, 0) : RateCounts.NONE);
            case COMPLAINT ->
                Optional.of(report -> isVouchedFor(report) ? new RateCounts(0, 0, 0, 1) : RateCounts.NONE);
            case RECEIVED,
                    REPEATED,
                    REJECTED,
                    SUPPRESSED,
                    DISCARDED,
                    COPIED,
                    QUEUED,
                    DEFERRED,
                    EXPIRED,
                    UNSUBSCRIBED,
                    RETURNED,
                    TLS_REPORTED,
                    CANCELLED,
                    STREAM_PAUSED,
                    STREAM_RESUMED -> Optional.empty();
        };
    }

    private static boolean isHard(@Nullable ReportFacts report) {
        return report != null && report.suppressed();
    }

    private static boolean isVouchedFor(@Nullable ReportFacts report) {
        return report != null && report.reporter() != null;
    }

    private static RateCounts counts(Event event) {
        return counting(event.type())
                .map(counting -> counting.apply(event.report()))
                .orElse(RateCounts.NONE);
    }

    private void upkeep(Instant now) {
        if (othersRead.plus(READ_OTHERS).isBefore(now)) {
            othersRead = now;
            database.useHandle(handle -> {
                if (RateTable.hasOtherNodes(handle, node)) {
                    window.replaceAll(RateTable.load(handle, window.start(now)));
                }
            });
        }
        if (pruned.plus(PRUNE).isBefore(now)) {
            pruned = now;
            window.prune(now);
            database.useHandle(handle -> RateTable.deleteBefore(handle, window.start(now)));
        }
    }

    @Override
    public RateCounts ofTenant(TenantId tenant, Instant since) {
        return window.all(clock.instant()).keySet().stream()
                .filter(key -> key.tenant().equals(tenant) && key.kind() == RateKind.STREAM)
                .map(key -> window.since(key, since, clock.instant()))
                .reduce(RateCounts.NONE, RateCounts::plus);
    }

    @Override
    public RateCounts ofStream(TenantId tenant, StreamId stream, Instant since) {
        return window.since(new RateKey(tenant, RateKind.STREAM, stream.value()), since, clock.instant());
    }

    @Override
    public int reporters(TenantId tenant, Instant since) {
        return Math.toIntExact(window.all(clock.instant()).keySet().stream()
                .filter(key -> key.tenant().equals(tenant) && key.kind() == RateKind.REPORTER)
                .filter(key -> window.since(key, since, clock.instant()).complaints() > 0)
                .count());
    }

    @Override
    public Map<RateKey, RateCounts> all() {
        return window.all(clock.instant());
    }

    @Override
    public Map<RateKey, RateCounts> all(Instant since) {
        return window.all(since, clock.instant());
    }

    @Override
    public synchronized void beginAnew(TenantId tenant, Instant at) {
        List<RateDelta> begun = window.beginAnew(key -> key.tenant().equals(tenant), at);
        database.write(handle -> {
            RateTable.add(handle, node, begun);
            return begun;
        });
    }
}
