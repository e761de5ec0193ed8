package org.sluicemta.gateway.pace;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.campaign.MailOwner;
import org.sluicemta.egress.CapReserve;
import org.sluicemta.egress.DisabledSource;
import org.sluicemta.egress.EgressPlan;
import org.sluicemta.egress.EgressSource;
import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.SiteId;
import org.sluicemta.egress.SourceId;
import org.sluicemta.egress.SourceState;
import org.sluicemta.egress.SourceStates;
import org.sluicemta.egress.WarmUpHold;
import org.sluicemta.response.ResponseAction;
import org.sluicemta.response.ResponseAction.Kind;
import org.sluicemta.response.ResponseAction.Trigger;
import org.sluicemta.tenant.TenantId;

/**
 * The limits that are shared by sites: connections and caps on messages, of the server, of pools, of sources, of
 * tenants and of campaigns. A message may leave when all of its gauges have room; mail beyond the limits stays in its queue. A taker
 * that finds no room waits at the gauge to blame, and is told once there is some, in order of arrival. The room is held
 * for a moment, and goes to the next taker if it isn't used. Sources that a site refuses, or has told to slow down, have
 * gauges of their own there. Thread-safe.
 */
public final class Pace {
    private static final Logger LOG = LoggerFactory.getLogger(Pace.class);
    private static final Duration TEND = Duration.ofMinutes(1);

    /** One pool's mail for one site; or what a tenant or a campaign has of it, for the limits of that. */
    public interface Taker {
        PoolId pool();

        SiteId site();

        /** Whose limits are meant, or null for those of the server, the pool, the site and the sources. */
        default @Nullable MailOwner owner() {
            return null;
        }

        /** Room is kept for it, so it may ask. Must neither block nor call back at once. */
        void mayTake();
    }

    /** What a message needs, or else what is to blame. */
    record Check(List<Gauge> needed, @Nullable EgressSource source, List<Gauge> toBlame) {
        static final Check NOTHING_NEEDED = new Check(List.of(), null, List.of());

        boolean isAllowed() {
            return toBlame.isEmpty();
        }
    }

    private final Gauges gauges;
    private final SourcesAtSites atSites;
    private final TenantsAtSites tenants;
    private final AcceptedRates accepted = new AcceptedRates();
    private final Renewals renewals;
    private final KeptStates kept;
    private final PaceClock clock;
    private final Timer timer;
    private final WaitingLine line;
    private LocalDate today;

    /**
     * @param descriptors most connections that this process has file descriptors for
     * @param present the sources whose address this host has
     * @param reserve where caps of more than some seconds are kept
     * @param states where what sites' replies have led to is kept
     * @param background where the reserve and the states are asked, in order
     */
    public Pace(
            Supplier<EgressPlan> plan,
            int descriptors,
            UnaryOperator<List<EgressSource>> present,
            CapReserve reserve,
            SourceStates states,
            PaceClock clock,
            Timer timer,
            Executor background) {
        this.atSites = new SourcesAtSites(plan, clock);
        this.tenants = new TenantsAtSites(clock);
        this.gauges = new Gauges(
                plan,
                descriptors,
                present,
                new BackgroundReserve(reserve, background, clock, this::changed),
                atSites,
                tenants,
                clock);
        this.line = new WaitingLine(this, gauges, clock, timer);
        this.renewals = new Renewals(this, gauges, clock);
        this.clock = clock;
        this.timer = timer;
        this.today = clock.today();
        timer.after(TEND.toNanos(), this::tend);
        this.kept = new KeptStates(states, background, this::sourceStates, this::continues);
        kept.begin(timer);
    }

    private void continues(List<SourceState> before) {
        synchronized (this) {
            atSites.continues(before);
        }
        limitsChanged();
    }

    /** What a site has told the sources of a pool, and which tenants rest there, in words. */
    public synchronized List<String> told(PoolId pool, SiteId site) {
        List<String> told = new ArrayList<>(atSites.told(pool, site));
        told.addAll(tenants.told(site));
        return told;
    }

    /** Whether the site has told any source something that may hold. */
    public boolean hasTold(SiteId site) {
        if (atSites.isEmpty()) {
            return false;
        }
        synchronized (this) {
            return atSites.has(site);
        }
    }

    /** The sources that rest or are slowed down at a site. */
    public synchronized List<SourceState> sourceStates() {
        return atSites.states();
    }

    private void tend() {
        boolean newDay;
        synchronized (this) {
            long now = clock.now();
            gauges.reserved().forEach(gauge -> gauge.tend(now));
            gauges.forgetUnused();
            atSites.sweep();
            tenants.sweep();
            accepted.sweep(now);
            newDay = !today.equals(clock.today());
            today = clock.today();
        }
        if (newDay) {
            limitsChanged(); // of sources that are being warmed up
        }
        timer.after(TEND.toNanos(), this::tend);
    }

    /** A permit, or null when there is none now. */
    public @Nullable Permit tryTake(Taker taker) {
        return tryTake(taker, List.of());
    }

    /**
     * A permit that the limits of a tenant and a campaign allow, too, or null when there is none now.
     *
     * @param owners those that have limits
     */
    public synchronized @Nullable Permit tryTake(Taker taker, List<? extends Taker> owners) {
        return line.tryTake(taker, owners);
    }

    /** Whether a tenant or a campaign has limits of its own that count at the site. */
    public boolean limits(MailOwner owner, SiteId site) {
        return gauges.limits(owner, site);
    }

    /** Why there is no permit now, or null when there is one. */
    public synchronized @Nullable LimitReached limit(Taker taker) {
        return line.limit(taker);
    }

    /** The taker is told once, when there is a permit for it. */
    public void await(Taker taker) {
        telling(told -> line.await(taker, told));
    }

    /** Does something under the lock, and then tells those whose turn has come. */
    void telling(Consumer<List<Taker>> change) {
        List<Taker> told = new ArrayList<>();
        synchronized (this) {
            change.accept(told);
        }
        told.forEach(Taker::mayTake);
    }

    void giveTurns(Gauge gauge, List<Taker> told) {
        line.giveTurns(gauge, told);
    }

    void end(Permit permit) {
        telling(told -> line.end(permit, told));
    }

    /** See {@link Permit#accepted}. */
    void accepted(Permit permit, SourceId source, TenantId tenant) {
        SiteId site = permit.site();
        accepted.accepted(source, site, clock.now());
        if (atSites.isEmpty() && tenants.isEmpty()) {
            return;
        }
        telling(told -> {
            Gauge rest = tenants.accepted(tenant, site, permit.begunNanos());
            if (rest != null) {
                giveTurns(rest, told);
            }
            SourceAtSite known = atSites.get(source, site);
            if (known != null) {
                known.accepted(permit.begunNanos()).forEach(gone -> giveTurns(gone, told));
            }
        });
    }

    /** See {@link Permit#untilOpened}. */
    synchronized Duration untilOpened(Permit permit) {
        return gauges.untilOpened(permit.taker);
    }

    /** See {@link Permit#replied}. */
    boolean replied(Permit permit, SourceId source, TenantId tenant, Reaction reaction) {
        SiteId site = permit.site();
        if (reaction.action().kind().isOfMessage()) {
            return isReached(source, site, reaction.action());
        }
        double lately = accepted.perSecond(source, site, clock.now());
        String changed;
        synchronized (this) {
            if (reaction.action().kind() == Kind.REST_TENANT) {
                changed = tenants.refused(tenant, site, reaction, permit.begunNanos());
            } else if (site.isOfHosts() && atSites.isCrowded()) {
                return true;
            } else {
                changed = atSites.getOrAdd(source, site).replied(reaction, lately, permit.begunNanos());
            }
        }
        if (changed != null) {
            LOG.warn("{}", changed);
        }
        return true;
    }

    private synchronized boolean isReached(SourceId source, SiteId site, ResponseAction action) {
        return action.after().equals(Trigger.AT_ONCE)
                || site.isOfHosts() && atSites.isCrowded()
                || atSites.getOrAdd(source, site).isReached(action);
    }

    /** Changes a gauge, and tells those who wait there. */
    private void changed(ReservedMessages gauge, Runnable change) {
        List<Runnable> answered = new ArrayList<>();
        telling(told -> {
            change.run();
            giveTurns(gauge, told);
            answered.addAll(gauge.takeAnswered());
        });
        answered.forEach(Runnable::run);
    }

    /** Warm-ups are held on exactly these days. */
    public void hold(List<WarmUpHold> warmUps) {
        boolean changes;
        synchronized (this) {
            changes = gauges.hold(warmUps);
        }
        if (changes) {
            limitsChanged();
        }
    }

    /** Lets nothing leave from exactly these sources. */
    public void disable(List<DisabledSource> sources) {
        boolean changes;
        synchronized (this) {
            changes = gauges.disable(sources);
        }
        if (changes) {
            limitsChanged();
        }
    }

    /** Since when and by whom the source is disabled, or null. */
    public synchronized @Nullable DisabledSource disabled(SourceId source) {
        return gauges.disabled(source);
    }

    /** Whether a warm-up limits what the source sends to the site. */
    synchronized boolean isWarmingUp(EgressSource source, SiteId site) {
        return gauges.isWarmingUp(source, site);
    }

    /** Call after limits may have changed. */
    public void limitsChanged() {
        telling(line::placeAgain);
    }

    /** The taker stops waiting. */
    public void forget(Taker taker) {
        telling(told -> line.forget(taker, told));
    }

    /** How many tenants rest at how many sites, each pair counted. */
    public int restingTenants() {
        return tenants.count();
    }

    /** How many sources rest at how many sites, each pair counted. */
    public synchronized int resting() {
        return atSites.resting();
    }

    /** The sites where the source rests, each with the reason. */
    public synchronized Map<SiteId, String> atRest(SourceId source) {
        return atSites.atRest(source);
    }

    /** Where permits are renewed. */
    Renewals renewals() {
        return renewals;
    }

    /** Limits that are known now. */
    synchronized int gauges() {
        return gauges.size();
    }

    /** Permits that haven't ended. */
    synchronized int out() {
        return gauges.server().open();
    }

    /** Returns what is reserved and wasn't used. Call when no message can leave any more. */
    public synchronized void stop() {
        gauges.reserved().forEach(ReservedMessages::giveBackAll);
        kept.save();
    }
}
