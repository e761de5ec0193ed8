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
import org.sluicemta.egress.EgressPlan;
import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.SiteId;
import org.sluicemta.egress.SiteLimits;
import org.sluicemta.gateway.connection.Fault;
import org.sluicemta.gateway.delivery.SiteHealth;

/**
 * Counts the slots of one pool to one site. Limits are read anew for each decision. Thread-safe; actions run on the
 * timer's threads, never under the lock.
 *
 * <p>A site of its own is suspended as a whole: no slot is given, its mail stays in the broker. In the common site a
 * place that is down must not stop the others, so there each has its own suspension, and mail to one that is suspended is
 * to wait elsewhere; none gets more than its {@link DomainShares share} of the slots, and those that nobody knows whether
 * they answer share half of them: see {@link Openings}.
 *
 * <p>A slot is also the leave to probe what was suspended. So a probe ends when its slot comes back, on every path there
 * is, and slots always come back.
 */
public final class SlotLimiter implements ServerSlots.Taker {
    /** Whoever was woken and took nothing must not keep a place from the others for longer. */
    private static final Duration ASK_AGAIN = Duration.ofMillis(200);

    private final PoolId pool;
    private final SiteId site;
    private final Supplier<EgressPlan> plan;
    private final ServerSlots server;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final ScheduledExecutorService timer;
    private final RateLimit rate;
    /** The same rate once more, where messages begin: connections that take long to open bring them together again. */
    private final RateLimit wireRate;

    private final Suspensions suspensions;
    private final DomainShares shares = new DomainShares();
    private final Openings openings = new Openings();
    private final WakeUps waiting;
    private final WakeUps waitingToOpen;
    private int inFlight;
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
            ServerSlots server,
            InstantSource clock,
            LongSupplier nanos,
            long startNanos,
            ScheduledExecutorService timer) {
        this.pool = pool;
        this.site = site;
        this.plan = plan;
        this.server = server;
        this.clock = clock;
        this.nanos = nanos;
        this.timer = timer;
        this.rate = new RateLimit(startNanos);
        this.wireRate = new RateLimit(startNanos);
        this.suspensions = new Suspensions(isCommon());
        this.waiting = new WakeUps(timer, this::wake);
        this.waitingToOpen = new WakeUps(timer, this::wake);
    }

    @Override
    public PoolId pool() {
        return pool;
    }

    private boolean isCommon() {
        return site.equals(SiteId.OTHER);
    }

    private SiteLimits limits() {
        return plan.get().limits(site);
    }

    /** A slot that was given. */
    public final class Leave implements SiteHealth {
        private final DomainShares.@Nullable Held share;
        private final Suspensions.Begun begun;

        private Leave(DomainShares.@Nullable Held share, Suspensions.Begun begun) {
            this.share = share;
            this.begun = begun;
        }

        @Override
        public void leadsTo(String domain, String destination) {
            SlotLimiter.this.leadsTo(domain, destination);
        }

        @Override
        public void connected(String domain) {
            SlotLimiter.this.connected(this, domain);
        }

        @Override
        public void notConnected(String domain, Fault fault) {
            SlotLimiter.this.notConnected(domain, fault);
        }

        @Override
        public CompletionStage<Void> turn() {
            return SlotLimiter.this.turn();
        }
    }

    /**
     * A slot, to be given back with {@link #release}; empty when there is none now.
     *
     * @param domain for whom, or null when that is not known
     */
    public synchronized Optional<Leave> tryTake(@Nullable String domain) {
        SiteLimits now = limits();
        Instant time = clock.instant();
        String place = domain == null ? null : shares.place(domain);
        if (!hasSlot(now)
                || !hasShare(now, domain)
                || !mayOpen(now, domain)
                || !suspensions.mayBegin(place, time)
                || rate.untilReady(now.messagesPerSecond(), nanos.getAsLong()).isPositive()
                || !server.tryTake(this)) {
            return Optional.empty();
        }
        rate.take(now.messagesPerSecond(), nanos.getAsLong());
        inFlight++;
        DomainShares.Held share = isCommon() && domain != null ? shares.take(domain) : null;
        Leave leave = new Leave(share, suspensions.begin(place, time));
        if (isCommon()) {
            boolean doubtful = domain != null && shares.manners(domain) != DomainShares.Manners.LETS_IN;
            openings.begin(leave, doubtful, nanos.getAsLong());
        }
        return Optional.of(leave);
    }

    /** The place's suspension within the common site, while no slot is given for it. */
    public synchronized Optional<Down> down(String domain) {
        return suspensions.down(shares.place(domain), clock.instant());
    }

    /** @param until when it is worth asking again */
    public record Down(Instant until, Fault lastFault) {}

    private boolean hasSlot(SiteLimits now) {
        if (!stopped && counted() >= now.connections()) {
            openings.setAside(nanos.getAsLong(), mostAside());
        }
        return !stopped && counted() < now.connections();
    }

    /** Slots that count for the site's limit. */
    private int counted() {
        return inFlight - openings.aside();
    }

    private int mostAside() {
        return plan.get().connectionLimits().opening();
    }

    private boolean hasShare(SiteLimits now, @Nullable String domain) {
        int ofOnePlace = plan.get().site(site).limits().connections();
        return !isCommon() || domain == null || shares.mayTake(domain, ofOnePlace, now.connections() - counted());
    }

    /** Places that may be dead have half of the slots, those that were so the last time half of that. */
    private boolean mayOpen(SiteLimits now, @Nullable String domain) {
        if (!isCommon() || domain == null) {
            return true;
        }
        int most = Math.max(1, now.connections() / 2);
        openings.setAside(nanos.getAsLong(), mostAside());
        return switch (shares.manners(domain)) {
            case LETS_IN -> true;
            case UNKNOWN -> openings.doubtful() < most;
            case KEEPS_OUT -> openings.doubtful() < Math.max(1, most / 2);
        };
    }

    /** Whether nobody gets a slot now, whatever the domain. */
    public synchronized boolean isFull() {
        SiteLimits now = limits();
        return !hasSlot(now) || isShut() || untilReady(now).isPositive() || server.isFull(this);
    }

    /** The whole site is suspended, or waits for the end of a probe. */
    private boolean isShut() {
        return !suspensions.site().mayBegin(clock.instant());
    }

    /** Gives a slot back, once. A message that was not sent has had its turn all the same. */
    public void release(Leave leave) {
        List<Runnable> ready = new ArrayList<>();
        Runnable empty = null;
        synchronized (this) {
            inFlight--;
            openings.end(leave);
            leave.begun.ended();
            if (leave.share != null) {
                ready.addAll(shares.release(leave.share));
            }
            ready.addAll(waiting.takeAll());
            ready.addAll(mayOpenNow());
            if (inFlight == 0) {
                empty = onEmpty;
                onEmpty = null;
            }
        }
        server.release(pool);
        run(ready);
        if (empty != null) {
            empty.run();
        }
    }

    /** As many as there is room for; should none of them want it any more, the others are asked a moment later. */
    private List<Runnable> mayOpenNow() {
        List<Runnable> next = waitingToOpen.take(Math.max(1, limits().connections() / 2 - openings.doubtful()));
        if (!waitingToOpen.isEmpty()) {
            waitingToOpen.after(ASK_AGAIN);
        }
        return next;
    }

    private void run(List<Runnable> actions) {
        actions.forEach(timer::execute);
    }

    /** Runs the action once when no slot is out; at once when none is. */
    public void whenEmpty(Runnable action) {
        synchronized (this) {
            if (inFlight > 0) {
                onEmpty = action;
                return;
            }
        }
        action.run();
    }

    /** Runs the action once when {@link #tryTake} may succeed for the domain, or its place is suspended. */
    public void whenReady(@Nullable String domain, Runnable action) {
        synchronized (this) {
            if (stopped || mustWait(domain, action)) {
                return;
            }
        }
        timer.execute(action);
    }

    /** True when the action has been put where it will be found. */
    private boolean mustWait(@Nullable String domain, Runnable action) {
        SiteLimits now = limits();
        if (domain != null && down(domain).isPresent()) {
            return false;
        }
        Duration wait = untilReady(now);
        if (!hasSlot(now) || wait.isPositive() || isShut()) {
            waiting.add(action);
            waiting.after(wait);
            awaitAside(waiting);
            return true;
        }
        if (domain != null && !hasShare(now, domain)) {
            shares.await(domain, action);
            return true;
        }
        if (!mayOpen(now, domain)) {
            waitingToOpen.add(action);
            awaitAside(waitingToOpen);
            return true;
        }
        if (server.isFull(this)) {
            waiting.add(action);
            server.await(this);
            return true;
        }
        return false;
    }

    private void awaitAside(WakeUps whose) {
        Duration until = openings.untilAside(nanos.getAsLong(), mostAside());
        if (until != null) {
            whose.after(until);
        }
    }

    /** Zero when neither rate nor suspension stand in the way. */
    private Duration untilReady(SiteLimits now) {
        Duration wait = rate.untilReady(now.messagesPerSecond(), nanos.getAsLong());
        Instant until = suspensions.site().until();
        if (until == null || !isShut()) {
            return wait;
        }
        Duration pause = Duration.between(clock.instant(), until);
        return pause.compareTo(wait) > 0 ? pause : wait;
    }

    @Override
    public void mayTake() {
        timer.execute(this::wake);
    }

    /** Lets all that wait ask again: after the configuration changed, too. */
    public void wake() {
        List<Runnable> ready;
        synchronized (this) {
            waiting.timerEnded();
            waitingToOpen.timerEnded();
            ready = new ArrayList<>(waiting.takeAll());
            ready.addAll(waitingToOpen.takeAll());
            ready.addAll(shares.clearWaiting());
        }
        run(ready);
    }

    /** Gives no more slots, and forgets who waits. */
    public void stop() {
        synchronized (this) {
            stopped = true;
            var unused = List.of(waiting.takeAll(), waitingToOpen.takeAll(), shares.clearWaiting());
        }
        server.forget(this);
    }

    private void leadsTo(String domain, String destination) {
        List<Runnable> ready;
        synchronized (this) {
            ready = isCommon() ? shares.leadsTo(domain, destination) : List.of();
        }
        run(ready);
    }

    private void connected(Leave leave, String domain) {
        boolean reopened;
        List<Runnable> ready = new ArrayList<>();
        synchronized (this) {
            openings.end(leave);
            if (isCommon()) {
                ready.addAll(shares.letIn(domain));
                ready.addAll(mayOpenNow());
            }
            reopened = suspensions.succeeded(shares.place(domain));
        }
        run(ready);
        if (reopened) {
            wake();
        }
    }

    private void notConnected(String domain, Fault fault) {
        boolean suspended;
        synchronized (this) {
            suspended = suspensions.failed(shares.place(domain), fault, clock.instant());
            shares.keptOut(domain);
        }
        if (suspended) {
            wake(); // mail that waits for a slot of the place is to wait elsewhere
        }
    }

    /** Completes when a message may begin, by the rate of the site. */
    private CompletionStage<Void> turn() {
        Duration wait;
        synchronized (this) {
            wait = wireRate.take(limits().messagesPerSecond(), nanos.getAsLong());
        }
        if (wait.isZero()) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> turn = new CompletableFuture<>();
        var unused = timer.schedule(() -> turn.complete(null), wait.toNanos(), TimeUnit.NANOSECONDS);
        return turn;
    }

    /** Slots out. */
    public synchronized int inFlight() {
        return inFlight;
    }

    /** Slots that count for the site's limit: without those whose connection has taken long to open. */
    public synchronized int countedInFlight() {
        return counted();
    }

    /** Failures to connect in a row; of the site as a whole. */
    public synchronized int failures() {
        return suspensions.site().failures();
    }

    public synchronized @Nullable Instant suspendedUntil() {
        return suspensions.site().until();
    }

    public synchronized @Nullable Fault lastFault() {
        return suspensions.site().lastFault();
    }

    /** Whether nothing would be lost if it were made anew. */
    public synchronized boolean isUnused() {
        return !isCommon()
                && inFlight == 0
                && waiting.isEmpty()
                && shares.isUnused()
                && suspensions.site().failures() == 0
                && !rate.untilReady(limits().messagesPerSecond(), nanos.getAsLong())
                        .isPositive();
    }
}
