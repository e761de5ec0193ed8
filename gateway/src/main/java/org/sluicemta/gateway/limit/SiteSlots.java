package org.sluicemta.gateway.limit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sluicemta.egress.EgressPlan;
import org.sluicemta.egress.SiteId;
import org.sluicemta.egress.SiteLimits;
import org.sluicemta.gateway.connection.Fault;
import org.sluicemta.gateway.limit.NoSlot.Reason;

/**
 * The slots of one pool to one site that are in use, and what prevents another. Limits are read again for each
 * decision. Not thread-safe.
 *
 * <p>A configured site is suspended as a whole: no slot is given out, and its mail stays in the broker. In the common
 * site a place that is down must not stop the others, so each has its own suspension, and mail to a suspended one waits
 * elsewhere. No place gets more than its {@link DomainShares share} of the slots, and places that may not answer share
 * half of them: see {@link Openings}.
 *
 * <p>A slot is also the permission to probe what was suspended. So a probe ends when its slot is given back, on every
 * path, and slots are always given back.
 */
final class SiteSlots {
    /** A slot in use. */
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
    private final PlaceRates rates;
    private final Suspensions suspensions;
    private final DomainShares shares = new DomainShares();
    private final Openings openings = new Openings();
    private int out;

    SiteSlots(SiteId site, Supplier<EgressPlan> plan, InstantSource clock, LongSupplier nanos, long startNanos) {
        this.site = site;
        this.plan = plan;
        this.clock = clock;
        this.nanos = nanos;
        this.rates = new PlaceRates(() -> limits().messagesPerSecond(), nanos, startNanos);
        this.suspensions = new Suspensions(isCommon());
    }

    private boolean isCommon() {
        return site.equals(SiteId.OTHER);
    }

    /** The rate that counts: each place of the common site has its own, unless a relay host is behind all of them. */
    private SiteRate rate(@Nullable String place) {
        return place == null || isOfOneProvider() ? rates.ofSite() : rates.of(place);
    }

    private SiteRate rate(Slot slot) {
        return rate(slot.share == null ? null : slot.share.place());
    }

    private SiteRate rateOf(@Nullable String domain) {
        return rate(isCommon() ? place(domain) : null);
    }

    private SiteLimits limits() {
        return plan.get().limits(site);
    }

    private @Nullable String place(@Nullable String domain) {
        return domain == null ? null : shares.place(domain);
    }

    /** Why there is no slot now, or null. */
    @Nullable
    Reason whyNot(@Nullable String domain) {
        SiteLimits now = limits();
        if (!hasRoom(now.connections())) {
            return Reason.SITE_CONNECTIONS;
        }
        if (isShut()) {
            return Reason.SITE_SUSPENDED;
        }
        if (rateOf(domain).untilSlot().isPositive()) {
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

    /** Whether the whole site is suspended, or waiting for a probe to end. */
    private boolean isShut() {
        return !suspensions.site().mayBegin(clock.instant());
    }

    private int mostAside() {
        return plan.get().connectionLimits().opening();
    }

    /** Call only if {@link #whyNot} gives no reason. */
    Slot take(@Nullable String domain) {
        rateOf(domain).slotGiven();
        out++;
        DomainShares.Held share = isCommon() && domain != null ? shares.take(domain) : null;
        Slot slot = new Slot(share, suspensions.begin(place(domain), clock.instant()));
        if (isCommon() && domain != null && shares.manners(domain) != DomainShares.Manners.LETS_IN) {
            openings.begin(slot, nanos.getAsLong());
        }
        return slot;
    }

    /**
     * Gives it back. A message that wasn't sent has still used its turn. Returns the callers waiting for a share that
     * may ask again.
     */
    List<Runnable> giveBack(Slot slot) {
        out--;
        openings.end(slot);
        slot.begun.ended();
        return slot.share == null ? List.of() : shares.release(slot.share);
    }

    /** Queues the action until the domain may have one more. */
    void awaitShare(String domain, Runnable action) {
        shares.await(domain, action);
    }

    /** Returns all callers waiting for a share, and clears the queue. */
    List<Runnable> stopAwaiting() {
        return shares.clearWaiting();
    }

    /** Whether one provider is behind it, so that its replies to one message hold for the others. */
    boolean isOfOneProvider() {
        return !isCommon() || plan.get().relayHost() != null;
    }

    /** Who may ask again. */
    List<Runnable> leadsTo(String domain, String destination, SiteId hosts) {
        return isCommon() ? shares.leadsTo(domain, destination, hosts) : List.of();
    }

    /** A domain's place in the common site, once it is known which hosts it has; else null. */
    @Nullable
    Place known(@Nullable String domain) {
        if (domain == null || isOfOneProvider()) {
            return null;
        }
        SiteId hosts = shares.hosts(domain);
        return hosts == null ? null : new Place(shares.place(domain), hosts);
    }

    /** @param name as shares and suspensions have it */
    record Place(String name, SiteId hosts) {}

    /** Those that wait for a place. */
    List<Runnable> awaiting(String place) {
        return shares.noLongerWaiting(place);
    }

    /** Its host has as many connections as it may have. Returns whether the slot no longer counts for now. */
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

    /** The place's suspension within the common site, while it gets no slot. */
    Optional<SlotLimiter.Down> down(String domain) {
        return suspensions.down(shares.place(domain), clock.instant());
    }

    /** When time alone may remove the reason, or null. */
    @Nullable
    Instant earliest(Reason reason, @Nullable String domain) {
        return switch (reason) {
            case SITE_SUSPENDED, SITE_RATE -> {
                Duration wait = untilReady(domain);
                yield wait.isPositive() ? clock.instant().plus(wait) : null;
            }
            case HOSTS_SUSPENDED ->
                domain == null
                        ? null
                        : down(domain).map(SlotLimiter.Down::until).orElse(null);
            case STOPPING,
                    SITE_CONNECTIONS,
                    DOMAIN_SHARE,
                    OPENING,
                    SERVER_CONNECTIONS,
                    MESSAGE_CAP,
                    SOURCES_REST,
                    SOURCES_SLOWED,
                    OPENING_RATE,
                    BYTE_RATE,
                    OWNER_CONNECTIONS,
                    OWNER_CAP,
                    OWNER_RESTS -> null;
        };
    }

    /** The time of day of this time, or null. */
    @Nullable
    Instant at(@Nullable Long readyNanos) {
        return readyNanos == null ? null : clock.instant().plusNanos(readyNanos - nanos.getAsLong());
    }

    /** Zero if neither the rate nor a suspension of the site prevents a slot, or if a probe has to end first. */
    Duration untilReady(@Nullable String domain) {
        Duration wait = rateOf(domain).untilSlot();
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

    /** Time until a message may begin, by the rate. Each call is for another message. */
    Duration nextMessage(Slot slot) {
        return rate(slot).nextMessage();
    }

    /** See {@link SiteRate#untilWritten}. */
    Duration untilWritten(Slot slot) {
        return rate(slot).untilWritten();
    }

    /** What is known of MX hosts in the common site. @param connections open ones by place */
    void survey(HostsSurvey survey, Map<String, Integer> connections) {
        shares.survey(survey, connections, suspensions.places());
    }

    int out() {
        return out;
    }

    /** Slots that count towards the site's limit. */
    int counted() {
        return out - openings.aside();
    }

    /** The suspension of the site as a whole. */
    Suspension suspension() {
        return suspensions.site();
    }

    /** Whether nothing would be lost if it were created again later. */
    boolean isUnused() {
        return !isCommon()
                && out == 0
                && shares.isUnused()
                && suspensions.site().failures() == 0
                && !rates.ofSite().untilSlot().isPositive();
    }
}
