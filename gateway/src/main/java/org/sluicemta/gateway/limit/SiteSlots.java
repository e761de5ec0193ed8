package org.sluicemta.gateway.limit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sluicemta.egress.EgressPlan;
import org.sluicemta.egress.SiteId;
import org.sluicemta.egress.SiteLimits;
import org.sluicemta.gateway.connection.Fault;
import org.sluicemta.gateway.limit.Refusal.Reason;

/**
 * The slots of one pool to one site that are out, and what is in the way of another. Limits are read again for each
 * decision. Not thread-safe.
 *
 * <p>A site of its own is suspended as a whole: no slot is given, its mail stays in the broker. In the common site a
 * place that is down must not stop the others, so there each has its own suspension, and mail to one that is suspended
 * is to wait elsewhere; none gets more than its {@link DomainShares share} of the slots, and those that nobody knows
 * whether they answer share half of them: see {@link Openings}.
 *
 * <p>A slot is also the leave to probe what was suspended. So a probe ends when its slot comes back, on every path
 * there is, and slots always come back.
 */
final class SiteSlots {
    /** A slot that is out. */
    static final class Slot {
        private final DomainShares.@Nullable Held share;
        private final Suspensions.Begun begun;

        private Slot(DomainShares.@Nullable Held share, Suspensions.Begun begun) {
            this.share = share;
            this.begun = begun;
        }
    }

    private final SiteId site;
    private final Supplier<EgressPlan> plan;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final SiteRate rate;
    private final Suspensions suspensions;
    private final DomainShares shares = new DomainShares();
    private final Openings openings = new Openings();
    private int out;

    SiteSlots(SiteId site, Supplier<EgressPlan> plan, InstantSource clock, LongSupplier nanos, long startNanos) {
        this.site = site;
        this.plan = plan;
        this.clock = clock;
        this.nanos = nanos;
        this.rate = new SiteRate(() -> limits().messagesPerSecond(), nanos, startNanos);
        this.suspensions = new Suspensions(isCommon());
    }

    private boolean isCommon() {
        return site.equals(SiteId.OTHER);
    }

    private SiteLimits limits() {
        return plan.get().limits(site);
    }

    private @Nullable String place(@Nullable String domain) {
        return domain == null ? null : shares.place(domain);
    }

    /** What is in the way of a slot now, or null. */
    @Nullable
    Reason whyNot(@Nullable String domain) {
        SiteLimits now = limits();
        if (!hasRoom(now.connections())) {
            return Reason.SITE_CONNECTIONS;
        }
        if (isShut()) {
            return Reason.SITE_SUSPENDED;
        }
        if (rate.untilSlot().isPositive()) {
            return Reason.SITE_RATE;
        }
        return isCommon() && domain != null ? whyNotDomain(domain, now.connections()) : null;
    }

    private @Nullable Reason whyNotDomain(String domain, int most) {
        if (!suspensions.mayBegin(place(domain), clock.instant())) {
            return Reason.HOSTS_SUSPENDED;
        }
        if (!shares.mayTake(domain, plan.get().site(site).limits().connections(), most - counted())) {
            return Reason.DOMAIN_SHARE;
        }
        openings.setAside(nanos.getAsLong(), mostAside());
        return openings.mayOpen(shares.manners(domain), most) ? null : Reason.OPENING;
    }

    private boolean hasRoom(int most) {
        if (counted() >= most) {
            openings.setAside(nanos.getAsLong(), mostAside());
        }
        return counted() < most;
    }

    /** The whole site is suspended, or waits for the end of a probe. */
    private boolean isShut() {
        return !suspensions.site().mayBegin(clock.instant());
    }

    private int mostAside() {
        return plan.get().connectionLimits().opening();
    }

    /** One that {@link #whyNot} has nothing against. */
    Slot take(@Nullable String domain) {
        rate.slotGiven();
        out++;
        DomainShares.Held share = isCommon() && domain != null ? shares.take(domain) : null;
        Slot slot = new Slot(share, suspensions.begin(place(domain), clock.instant()));
        if (isCommon() && domain != null && shares.manners(domain) != DomainShares.Manners.LETS_IN) {
            openings.begin(slot, nanos.getAsLong());
        }
        return slot;
    }

    /** It comes back. A message that was not sent has had its turn anyway. Who waits for a share and may ask again. */
    List<Runnable> giveBack(Slot slot) {
        out--;
        openings.end(slot);
        slot.begun.ended();
        return slot.share == null ? List.of() : shares.release(slot.share);
    }

    /** The action is wanted when the domain may have one more. */
    void awaitShare(String domain, Runnable action) {
        shares.await(domain, action);
    }

    /** All who wait for a share; nobody does any more. */
    List<Runnable> stopAwaiting() {
        return shares.clearWaiting();
    }

    /** Who may ask again. */
    List<Runnable> leadsTo(String domain, String destination) {
        return isCommon() ? shares.leadsTo(domain, destination) : List.of();
    }

    /** Its host has all the connections it may have. True when the slot doesn't count any more meanwhile. */
    boolean waitsForHost(Slot slot) {
        return isCommon() && openings.waitsForHost(slot, mostAside());
    }

    /** Who may ask again. */
    List<Runnable> connected(Slot slot, String domain) {
        openings.end(slot);
        return isCommon() ? new ArrayList<>(shares.letIn(domain)) : new ArrayList<>();
    }

    /** Returns true when this ended a suspension of the whole site. */
    boolean succeeded(String domain) {
        return suspensions.succeeded(shares.place(domain));
    }

    /** Returns true when this began or prolonged a suspension. */
    boolean failed(String domain, Fault fault) {
        boolean suspended = suspensions.failed(shares.place(domain), fault, clock.instant());
        shares.keptOut(domain);
        return suspended;
    }

    /** The place's suspension within the common site, while no slot is given for it. */
    Optional<SlotLimiter.Down> down(String domain) {
        return suspensions.down(shares.place(domain), clock.instant());
    }

    /** When time alone may end what is in the way, or null. */
    @Nullable
    Instant earliest(Reason reason, @Nullable String domain) {
        return switch (reason) {
            case SITE_SUSPENDED, SITE_RATE -> {
                Duration wait = untilReady();
                yield wait.isPositive() ? clock.instant().plus(wait) : null;
            }
            case HOSTS_SUSPENDED ->
                domain == null
                        ? null
                        : down(domain).map(SlotLimiter.Down::until).orElse(null);
            case STOPPING, SITE_CONNECTIONS, DOMAIN_SHARE, OPENING, SERVER_CONNECTIONS -> null;
        };
    }

    /**
     * Zero when neither rate nor suspension of the site are in the way, or the end of a probe is what is waited for.
     */
    Duration untilReady() {
        Duration wait = rate.untilSlot();
        Instant until = suspensions.site().until();
        if (until == null || !isShut()) {
            return wait;
        }
        Duration pause = Duration.between(clock.instant(), until);
        return pause.compareTo(wait) > 0 ? pause : wait;
    }

    /** When the next slot may be set aside; zero when none will be. */
    Duration untilAside() {
        Duration until = openings.untilAside(nanos.getAsLong(), mostAside());
        return until == null ? Duration.ZERO : until;
    }

    /** How many more may be opened to places that may not answer; at least one. */
    int roomToOpen() {
        return openings.room(limits().connections());
    }

    /** A message begins after this time, by the rate; each call is for another. */
    Duration nextMessage() {
        return rate.nextMessage();
    }

    /** See {@link SiteRate#untilWritten}. */
    Duration untilWritten() {
        return rate.untilWritten();
    }

    int out() {
        return out;
    }

    /** Those that count for the site's limit. */
    int counted() {
        return out - openings.aside();
    }

    /** Of the site as a whole. */
    Suspension suspension() {
        return suspensions.site();
    }

    /** Whether nothing would be lost if it were made again later. */
    boolean isUnused() {
        return !isCommon()
                && out == 0
                && shares.isUnused()
                && suspensions.site().failures() == 0
                && !rate.untilSlot().isPositive();
    }
}
