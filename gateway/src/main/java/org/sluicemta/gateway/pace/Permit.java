package org.sluicemta.gateway.pace;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.sluicemta.egress.EgressSource;
import org.sluicemta.egress.SiteId;
import org.sluicemta.egress.SourceId;
import org.sluicemta.tenant.TenantId;

/** Permission for one message, to be ended once. Thread-safe. */
public final class Permit {
    private static final CompletionStage<Boolean> ALLOWED = CompletableFuture.completedFuture(true);

    private final Pace pace;
    final Pace.Taker taker;
    /** Changed under the lock of {@link Pace}, as everything that isn't final. */
    private List<Gauge> gauges;

    private final List<Ticket> tickets;
    private volatile @Nullable EgressSource source;
    private volatile long octets;
    private volatile boolean rated;
    private volatile boolean counted;
    private boolean written;
    private volatile long begunNanos;
    private volatile SiteId site;

    /** Takes a place of each gauge. */
    Permit(Pace pace, Pace.Taker taker, List<Gauge> gauges, @Nullable EgressSource source, long nowNanos) {
        this.pace = pace;
        this.taker = taker;
        this.gauges = gauges;
        this.tickets = new ArrayList<>(gauges.size());
        this.source = source;
        this.begunNanos = nowNanos;
        this.site = taker.site();
        this.counted = begin(nowNanos);
    }

    private boolean begin(long nowNanos) {
        boolean counts = false;
        boolean rates = false;
        for (Gauge gauge : gauges) {
            Ticket ticket = gauge.begin(nowNanos);
            if (octets > 0) {
                ticket.weighs(octets);
            }
            tickets.add(ticket);
            counts |= gauge.countsWritten();
            rates |= gauge instanceof OpeningRate || gauge instanceof OctetRate;
        }
        rated = rates;
        return counts;
    }

    /** The site that its replies count for. */
    SiteId site() {
        return site;
    }

    /** Its hosts turn out to be these. */
    public void leadsTo(SiteId hosts) {
        site = hosts;
    }

    /** When the message was allowed to leave. */
    long begunNanos() {
        return begunNanos;
    }

    /** The source it must leave from, or null when no limit depends on that. */
    public @Nullable EgressSource source() {
        return source;
    }

    /** Moves it to the first of these whose limits allow it; if there is none, it keeps its own. */
    public void moveToOneOf(List<EgressSource> others) {
        pace.renewals().move(this, others);
    }

    /** Whether a warm-up limits what the source sends to the site. */
    public boolean isWarmingUp(EgressSource of) {
        return !of.warmUps().isEmpty() && pace.isWarmingUp(of, site);
    }

    /** The site has accepted the message of the tenant from this source. */
    public void accepted(SourceId from, TenantId of) {
        pace.accepted(this, from, of);
    }

    /**
     * The site has given this source a reply that leads to something.
     *
     * @return false for an action of the message that takes more such replies
     */
    public boolean replied(SourceId to, TenantId of, Reaction reaction) {
        return pace.replied(this, to, of, reaction);
    }

    /**
     * Lets the message leave once more, from one of these sources. {@link #source} is that one then. False if none of them
     * may send now.
     */
    public CompletionStage<Boolean> anotherFrom(List<EgressSource> others) {
        CompletableFuture<Boolean> renewed = new CompletableFuture<>();
        pace.renewals().renewFrom(this, others, renewed);
        return renewed;
    }

    /** The size of the message's content. Call before it leaves. */
    public void weighs(long size) {
        octets = size;
        if (!rated) {
            return;
        }
        synchronized (pace) {
            tickets.forEach(ticket -> ticket.weighs(size));
        }
    }

    /**
     * Whether a connection may be opened for it.
     *
     * @return zero if so, and then it counts as opened; else the time after which to ask again
     */
    public Duration untilOpened() {
        Duration wait = pace.untilOpened(this);
        if (wait.isZero()) {
            connects();
        }
        return wait;
    }

    /** It has a connection, so it won't open one now. */
    public void connects() {
        if (!rated) {
            return;
        }
        pace.telling(told -> {
            tickets.forEach(Ticket::connects);
            gauges.stream().filter(OpeningRate.class::isInstance).forEach(gauge -> pace.giveTurns(gauge, told));
        });
    }

    /** The message leaves now. Counts once, until there is {@link #another}. */
    public void written() {
        if (!counted) {
            return;
        }
        synchronized (pace) {
            written = true;
        }
    }

    /** Whether the limits allow a second transaction of the same message now. */
    public CompletionStage<Boolean> another() {
        if (!counted) {
            return ALLOWED;
        }
        CompletableFuture<Boolean> renewed = new CompletableFuture<>();
        pace.renewals().renew(this, renewed);
        return renewed;
    }

    /** The delivery has ended. */
    public void end() {
        pace.end(this);
    }

    /** Counts for what the other was given for, too, and ends it. */
    void join(Permit other) {
        List<Gauge> all = new ArrayList<>(gauges);
        all.addAll(other.gauges);
        gauges = all;
        tickets.addAll(other.tickets);
        counted |= other.counted;
        rated |= other.rated;
    }

    List<Gauge> gauges() {
        return gauges;
    }

    boolean isWritten() {
        return written;
    }

    /** Ends what was counted, and counts for these from now on. */
    void recount(List<Gauge> now, @Nullable EgressSource from, long nowNanos) {
        endTickets();
        gauges = now;
        source = from;
        written = false;
        begunNanos = nowNanos;
        counted = begin(nowNanos);
    }

    void endTickets() {
        tickets.forEach(ticket -> ticket.end(written));
        tickets.clear();
    }
}
