package org.sluicemta.gateway.limit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sluicemta.campaign.MailOwner;
import org.sluicemta.egress.EgressPlan;
import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.SiteId;
import org.sluicemta.gateway.connection.Fault;
import org.sluicemta.gateway.delivery.SiteHealth;
import org.sluicemta.gateway.limit.NoSlot.Reason;
import org.sluicemta.gateway.pace.LimitReached;
import org.sluicemta.gateway.pace.Pace;
import org.sluicemta.gateway.pace.Permit;

/**
 * Gives out the slots of one pool to one site, within the limits of the site ({@link SiteSlots}) and those it shares
 * with others ({@link Pace}), and tells the {@link Waiters} when to ask again. Thread-safe. Actions run on the timer's threads, never
 * under the lock.
 */
public final class SlotLimiter implements Pace.Taker {
    private final PoolId pool;
    private final SiteId site;
    private final Pace pace;
    private final ScheduledExecutorService timer;
    private final SiteSlots slots;
    private final Waiters waiters;
    private final OwnerTurns owners;
    private final PlaceTurns places;
    private boolean stopped;
    private @Nullable Runnable onEmpty;

    /**
     * @param nanos a clock such as {@link System#nanoTime}
     * @param startNanos of the server
     */
    public SlotLimiter(
            PoolId pool,
            SiteId site,
            Supplier<EgressPlan> plan,
            Pace pace,
            InstantSource clock,
            LongSupplier nanos,
            long startNanos,
            ScheduledExecutorService timer) {
        this.pool = pool;
        this.site = site;
        this.pace = pace;
        this.timer = timer;
        this.slots = new SiteSlots(site, plan, clock, nanos, startNanos);
        this.waiters = new Waiters(slots, timer, this::wake);
        this.owners = new OwnerTurns(pool, site, pace, timer, slots::at);
        this.places = new PlaceTurns(this, slots, pace, timer);
    }

    @Override
    public PoolId pool() {
        return pool;
    }

    @Override
    public SiteId site() {
        return site;
    }

    /**
     * A slot, to be given back with {@link #release}; empty when there is none now.
     *
     * @param domain for whom, or null when that is not known
     */
    public Optional<Leave> tryTake(@Nullable String domain) {
        return tryTake(domain, null);
    }

    /**
     * A slot that the limits of a tenant and a campaign allow, too.
     *
     * @param owner null if they don't matter
     */
    public synchronized Optional<Leave> tryTake(@Nullable String domain, @Nullable MailOwner owner) {
        Permit permit = stopped || slots.whyNot(domain) != null
                ? null
                : pace.tryTake(places.taker(domain), owners.parts(owner));
        return permit == null ? Optional.empty() : Optional.of(new Leave(this, slots.take(domain), permit));
    }

    private @Nullable NoSlot whyNot(@Nullable String domain) {
        if (stopped) {
            return NoSlot.of(Reason.STOPPING, null);
        }
        Reason ofSite = slots.whyNot(domain);
        if (ofSite != null) {
            return NoSlot.of(ofSite, slots.earliest(ofSite, domain));
        }
        LimitReached limit = pace.limit(places.taker(domain));
        return limit == null ? null : NoSlot.of(limit, slots.at(limit.readyNanos()));
    }

    /** Why there is no slot for the domain, or empty when there is one. */
    public synchronized Optional<NoSlot> refusal(@Nullable String domain) {
        return Optional.ofNullable(whyNot(domain));
    }

    /** The tenants and campaigns that wait because of limits of their own. */
    public OwnerTurns owners() {
        return owners;
    }

    /** The place's suspension within the common site, while it gets no slot. */
    public synchronized Optional<Down> down(String domain) {
        return slots.down(domain);
    }

    /** @param until when it is worth asking again */
    public record Down(Instant until, Fault lastFault) {}

    /** Whether nobody gets a slot now, whatever the domain. */
    public synchronized boolean isFull() {
        return whyNot(null) != null;
    }

    /** Gives a slot back, once. */
    public void release(Leave leave) {
        List<Runnable> ready;
        Runnable empty = null;
        synchronized (this) {
            ready = new ArrayList<>(slots.giveBack(leave.slot()));
            ready.addAll(waiters.takeForSlot());
            ready.addAll(waiters.takeToOpen());
            if (slots.out() == 0) {
                empty = onEmpty;
                onEmpty = null;
            }
        }
        leave.permit().end();
        run(ready);
        if (empty != null) {
            empty.run();
        }
    }

    private void run(List<Runnable> actions) {
        actions.forEach(timer::execute);
    }

    /** Runs the action once when no slot is in use; at once if none is. */
    public void whenEmpty(Runnable action) {
        synchronized (this) {
            if (slots.out() > 0) {
                onEmpty = action;
                return;
            }
        }
        action.run();
    }

    /** Runs the action once when {@link #tryTake} may succeed for the domain, or its place is suspended. */
    public void whenReady(@Nullable String domain, Runnable action) {
        synchronized (this) {
            NoSlot refusal = whyNot(domain);
            if (refusal != null && (domain == null || slots.down(domain).isEmpty())) {
                await(refusal, domain, action);
                return;
            }
        }
        timer.execute(action);
    }

    private void await(NoSlot refusal, @Nullable String domain, Runnable action) {
        if (places.await(refusal, domain, action)) {
            return;
        }
        waiters.add(refusal.reason(), domain, action);
        if (refusal.reason().isShared()) {
            pace.await(this);
        }
    }

    @Override
    public void mayTake() {
        timer.execute(this::wake);
    }

    /** Lets all waiting callers ask again. Also called after a change of configuration. */
    public void wake() {
        List<Runnable> ready;
        synchronized (this) {
            waiters.timerEnded();
            ready = waiters.takeAll();
        }
        run(ready);
    }

    /** Gives out no more slots, and forgets who is waiting. */
    public void stop() {
        synchronized (this) {
            stopped = true;
            var unused = waiters.takeAll();
        }
        pace.forget(this);
        owners.stop();
    }

    /** See {@link SiteHealth#leadsTo}. */
    void leadsTo(String domain, String destination, SiteId hosts) {
        List<Runnable> ready;
        synchronized (this) {
            ready = slots.leadsTo(domain, destination, hosts);
        }
        run(ready);
    }

    /** See {@link SiteHealth#waitsForHost}. */
    void waitsForHost(SiteSlots.Slot slot) {
        List<Runnable> ready;
        synchronized (this) {
            ready = slots.waitsForHost(slot) ? waiters.takeAll() : List.of();
        }
        run(ready);
    }

    /** See {@link SiteHealth#connected}. */
    void connected(SiteSlots.Slot slot, String domain) {
        boolean reopened;
        List<Runnable> ready;
        synchronized (this) {
            ready = slots.connected(slot, domain);
            ready.addAll(waiters.takeToOpen());
            reopened = slots.succeeded(domain);
        }
        run(ready);
        if (reopened) {
            wake();
        }
    }

    /** See {@link SiteHealth#notConnected}. */
    void notConnected(String domain, Fault fault) {
        boolean suspended;
        synchronized (this) {
            suspended = slots.failed(domain, fault);
        }
        if (suspended) {
            wake(); // mail waiting for a slot of this place should wait elsewhere
        }
    }

    /** Completes when a message may begin, by the rate of the site. */
    CompletionStage<Void> turn(SiteSlots.Slot slot) {
        Duration wait;
        synchronized (this) {
            wait = slots.nextMessage(slot);
        }
        if (wait.isZero()) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> turn = new CompletableFuture<>();
        var unused = timer.schedule(() -> turn.complete(null), wait.toNanos(), TimeUnit.NANOSECONDS);
        return turn;
    }

    /** See {@link SiteHealth#untilWritten}. */
    synchronized Duration untilWritten(SiteSlots.Slot slot) {
        return slots.untilWritten(slot);
    }

    /** Whether all its mail goes to one provider, so its replies are about the source and not about a domain. */
    boolean isOfOneProvider() {
        return slots.isOfOneProvider();
    }

    /** What the site has told the sources of the pool, in words. */
    public List<String> told() {
        return pace.told(pool, site);
    }

    /** The places of the common site. */
    public PlaceTurns places() {
        return places;
    }

    /** Slots in use. */
    public synchronized int inFlight() {
        return slots.out();
    }

    /** Slots that count towards the site's limit: not those whose connection takes long to open. */
    public synchronized int countedInFlight() {
        return slots.counted();
    }

    /** Consecutive failures to connect, of the site as a whole. */
    public synchronized int failures() {
        return slots.suspension().failures();
    }

    public synchronized @Nullable Instant suspendedUntil() {
        return slots.suspension().until();
    }

    public synchronized @Nullable Fault lastFault() {
        return slots.suspension().lastFault();
    }

    /** Whether nothing would be lost if it were created again later. */
    public synchronized boolean isUnused() {
        return waiters.areNoneForSlot() && owners.areNone() && slots.isUnused();
    }
}
