package org.sluicemta.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sluicemta.egress.SiteLimits;
import org.sluicemta.gateway.connection.Fault;
import org.sluicemta.gateway.delivery.SiteHealth;

/**
 * Counts the slots of one pool to one site. Limits are read anew for each decision. Thread-safe; actions run on the
 * timer's threads, never under the lock.
 *
 * <p>A site of its own is suspended as a whole: no slot is given, its mail stays in the broker. In the common site a
 * domain that is down must not stop the others, so there each domain has its own suspension, and mail to one that is
 * suspended is to wait elsewhere; and none gets more than its {@link DomainShares share} of the slots.
 *
 * <p>A slot is also the leave to probe what was suspended. So a probe ends when its slot comes back, on every path there
 * is, and slots always come back.
 */
public final class SlotLimiter implements SiteHealth {
    private static final int MOST_DOMAINS = 50_000;
    private static final Duration DOMAIN_FORGOTTEN = Duration.ofHours(1);

    private final boolean common;
    private final Supplier<SiteLimits> limits;
    private final IntSupplier ofOneDomain;
    private final InstantSource clock;
    private final ScheduledExecutorService timer;
    private final RateLimit rate;
    private final Suspension site = new Suspension();
    private final Cache<String, Suspension> domains = Caffeine.newBuilder()
            .maximumSize(MOST_DOMAINS)
            .expireAfterAccess(DOMAIN_FORGOTTEN)
            .build();
    private final DomainShares shares = new DomainShares();
    private List<Runnable> waiting = new ArrayList<>();
    private int inFlight;
    private boolean stopped;
    private boolean timerRuns;
    private long timerDue;
    private @Nullable Runnable onEmpty;

    /**
     * @param common whether this is the common site, where many domains live together
     * @param limits of the site
     * @param ofOneDomain connections of one domain within the common site
     */
    public SlotLimiter(
            boolean common,
            Supplier<SiteLimits> limits,
            IntSupplier ofOneDomain,
            InstantSource clock,
            TimeMeter meter,
            ScheduledExecutorService timer) {
        this.common = common;
        this.limits = limits;
        this.ofOneDomain = ofOneDomain;
        this.clock = clock;
        this.timer = timer;
        this.rate = new RateLimit(meter);
    }

    /**
     * A slot, to be given back with {@link #release}; empty when there is none now.
     *
     * @param domain for whom, or null when that is not known
     */
    public synchronized Optional<Leave> tryTake(@Nullable String domain) {
        SiteLimits now = limits.get();
        Instant time = clock.instant();
        Suspension ofDomain = suspensionOf(domain);
        if (!hasSlot(now)
                || !hasShare(now, domain)
                || !site.mayBegin(time)
                || ofDomain != null && !ofDomain.mayBegin(time)
                || !rate.tryTake(now.messagesPerSecond())) {
            return Optional.empty();
        }
        inFlight++;
        DomainShares.Held share = common && domain != null ? shares.take(domain) : null;
        Suspension suspension = ofDomain != null ? ofDomain : site;
        return suspension.begin(time).map(attempt -> new Leave(share, suspension, attempt));
    }

    /** A slot that was given. */
    public static final class Leave {
        private final DomainShares.@Nullable Held share;
        private final Suspension suspension;
        private final Suspension.Attempt attempt;

        private Leave(DomainShares.@Nullable Held share, Suspension suspension, Suspension.Attempt attempt) {
            this.share = share;
            this.suspension = suspension;
            this.attempt = attempt;
        }
    }

    private @Nullable Suspension suspensionOf(@Nullable String domain) {
        return common && domain != null ? domains.getIfPresent(domain) : null;
    }

    /** The domain's suspension within the common site, while no slot is given for it. */
    public synchronized Optional<Down> down(String domain) {
        Instant now = clock.instant();
        Suspension known = suspensionOf(domain);
        Fault fault = known == null ? null : known.lastFault();
        return known == null || fault == null || known.mayBegin(now)
                ? Optional.empty()
                : Optional.of(new Down(known.askAgain(now), fault));
    }

    /** @param until when it is worth asking again */
    public record Down(Instant until, Fault lastFault) {}

    private boolean hasSlot(SiteLimits now) {
        return !stopped && inFlight < now.connections();
    }

    private boolean hasShare(SiteLimits now, @Nullable String domain) {
        return !common
                || domain == null
                || shares.mayTake(domain, ofOneDomain.getAsInt(), now.connections() - inFlight);
    }

    /** Whether nobody gets a slot now, whatever the domain. */
    public synchronized boolean isFull() {
        SiteLimits now = limits.get();
        return !hasSlot(now) || !untilReady(now).isZero() || !site.mayBegin(clock.instant());
    }

    /** Gives a slot back, once. */
    public void release(Leave leave, boolean used) {
        List<Runnable> ready = new ArrayList<>();
        Runnable empty = null;
        synchronized (this) {
            inFlight--;
            leave.suspension.ended(leave.attempt);
            if (!used) {
                rate.giveBack();
            }
            if (leave.share != null) {
                ready.addAll(shares.release(leave.share));
            }
            ready.addAll(takeWaiting());
            if (inFlight == 0) {
                empty = onEmpty;
                onEmpty = null;
            }
        }
        ready.forEach(timer::execute);
        if (empty != null) {
            empty.run();
        }
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

    /** Runs the action once when {@link #tryTake} may succeed for the domain, or the domain is suspended. */
    public void whenReady(@Nullable String domain, Runnable action) {
        synchronized (this) {
            if (stopped) {
                return;
            }
            SiteLimits now = limits.get();
            Duration wait = untilReady(now);
            boolean isDown = domain != null && down(domain).isPresent();
            if (!isDown && (!hasSlot(now) || !wait.isZero() || !site.mayBegin(clock.instant()))) {
                waiting.add(action);
                startTimer(wait);
                return;
            }
            if (!isDown && domain != null && !hasShare(now, domain)) {
                shares.await(domain, action);
                return;
            }
        }
        timer.execute(action);
    }

    /** Zero when neither rate nor suspension stand in the way. */
    private Duration untilReady(SiteLimits now) {
        Duration wait = rate.untilReady(now.messagesPerSecond());
        Instant until = site.until();
        if (until == null || site.mayBegin(clock.instant())) {
            return wait;
        }
        Duration pause = Duration.between(clock.instant(), until);
        return pause.compareTo(wait) > 0 ? pause : wait;
    }

    private void startTimer(Duration wait) {
        if (wait.isZero() || wait.isNegative()) {
            return; // a slot or the end of the probe is what they wait for
        }
        long due = System.nanoTime() + wait.toNanos();
        if (timerRuns && due - timerDue >= 0) {
            return;
        }
        timerRuns = true;
        timerDue = due;
        var unused = timer.schedule(() -> timerEnded(due), wait.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void timerEnded(long due) {
        synchronized (this) {
            timerRuns &= due != timerDue;
        }
        wake();
    }

    /** Lets all that wait ask again: after the configuration changed, too. */
    public void wake() {
        List<Runnable> ready;
        synchronized (this) {
            ready = new ArrayList<>(takeWaiting());
            ready.addAll(shares.clearWaiting());
        }
        ready.forEach(timer::execute);
    }

    private List<Runnable> takeWaiting() {
        if (waiting.isEmpty()) {
            return List.of();
        }
        List<Runnable> ready = waiting;
        waiting = new ArrayList<>();
        return ready;
    }

    /** Gives no more slots, and forgets who waits. */
    public synchronized void stop() {
        stopped = true;
        waiting.clear();
        var unused = shares.clearWaiting();
    }

    @Override
    public void leadsTo(String domain, String destination) {
        List<Runnable> ready;
        synchronized (this) {
            ready = common ? shares.leadsTo(domain, destination) : List.of();
        }
        ready.forEach(timer::execute);
    }

    @Override
    public void connected(String domain) {
        boolean reopened;
        List<Runnable> ready = List.of();
        synchronized (this) {
            if (common) {
                domains.invalidate(domain);
                ready = shares.letIn(domain);
            }
            reopened = !common && site.succeeded();
        }
        ready.forEach(timer::execute);
        if (reopened) {
            wake();
        }
    }

    @Override
    public void notConnected(String domain, Fault fault) {
        boolean suspended;
        synchronized (this) {
            Suspension where = common ? domains.get(domain, key -> new Suspension()) : site;
            suspended = where.failed(fault, clock.instant());
            shares.keptOut(domain);
        }
        if (suspended) {
            wake(); // mail that waits for a slot of the domain is to wait elsewhere
        }
    }

    /** Slots out. */
    public synchronized int inFlight() {
        return inFlight;
    }

    /** Failures to connect in a row; of the site as a whole. */
    public synchronized int failures() {
        return site.failures();
    }

    public synchronized @Nullable Instant suspendedUntil() {
        return site.until();
    }

    public synchronized @Nullable Fault lastFault() {
        return site.lastFault();
    }
}
