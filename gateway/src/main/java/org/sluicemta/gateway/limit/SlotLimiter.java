package org.sluicemta.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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
 * domain that is down must not stop the others, so there each domain has its own suspension, and a delivery to one that
 * is suspended is answered at once with the last fault; and no domain gets more than a quarter of the slots.
 */
public final class SlotLimiter implements SiteHealth {
    private static final int DOMAINS_SHARE = 4;
    private static final int MOST_DOMAINS = 50_000;
    private static final Duration DOMAIN_FORGOTTEN = Duration.ofHours(1);

    private final boolean common;
    private final Supplier<SiteLimits> limits;
    private final InstantSource clock;
    private final ScheduledExecutorService timer;
    private final RateLimit rate;
    private final Suspension site = new Suspension();
    private final Cache<String, Suspension> domains = Caffeine.newBuilder()
            .maximumSize(MOST_DOMAINS)
            .expireAfterAccess(DOMAIN_FORGOTTEN)
            .build();
    private final Map<String, Integer> inFlightByDomain = new HashMap<>();
    private List<Runnable> waiting = new ArrayList<>();
    private int inFlight;
    private boolean stopped;
    private boolean timerRuns;
    private long timerDue;
    private @Nullable Runnable onEmpty;

    /** @param common whether this is the common site, where many domains live together */
    public SlotLimiter(
            boolean common,
            Supplier<SiteLimits> limits,
            InstantSource clock,
            TimeMeter meter,
            ScheduledExecutorService timer) {
        this.common = common;
        this.limits = limits;
        this.clock = clock;
        this.timer = timer;
        this.rate = new RateLimit(meter);
    }

    /** @param domain for whom, or null when that is not known */
    public synchronized boolean tryTake(@Nullable String domain) {
        SiteLimits now = limits.get();
        if (!slotFree(now, domain) || !site.mayBegin(clock.instant()) || !rate.tryTake(now.messagesPerSecond())) {
            return false;
        }
        site.tryBegin(clock.instant());
        inFlight++;
        if (common && domain != null) {
            inFlightByDomain.merge(domain, 1, Integer::sum);
        }
        return true;
    }

    private boolean slotFree(SiteLimits now, @Nullable String domain) {
        if (stopped || inFlight >= now.connections()) {
            return false;
        }
        int share = Math.max(1, now.connections() / DOMAINS_SHARE);
        return !common || domain == null || inFlightByDomain.getOrDefault(domain, 0) < share;
    }

    /** Gives a slot back. */
    public void release(@Nullable String domain, boolean used) {
        List<Runnable> ready;
        Runnable empty = null;
        synchronized (this) {
            inFlight--;
            site.ended();
            if (!used) {
                rate.giveBack();
            }
            if (common && domain != null) {
                inFlightByDomain.computeIfPresent(domain, (key, count) -> count > 1 ? count - 1 : null);
            }
            ready = takeWaiting();
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

    /** Runs the action once when {@link #tryTake} may succeed for the domain. */
    public void whenReady(@Nullable String domain, Runnable action) {
        synchronized (this) {
            if (stopped) {
                return;
            }
            SiteLimits now = limits.get();
            Duration wait = untilReady(now);
            if (!slotFree(now, domain) || !wait.isZero() || !site.mayBegin(clock.instant())) {
                waiting.add(action);
                startTimer(wait);
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
            ready = takeWaiting();
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
    }

    @Override
    public synchronized Optional<Fault> suspended(String domain) {
        Suspension known = common ? domains.getIfPresent(domain) : null;
        return known == null || known.tryBegin(clock.instant())
                ? Optional.empty()
                : Optional.ofNullable(known.lastFault());
    }

    @Override
    public void connected(String domain) {
        boolean reopened;
        synchronized (this) {
            if (common) {
                domains.invalidate(domain);
            }
            reopened = !common && site.succeeded();
        }
        if (reopened) {
            wake();
        }
    }

    @Override
    public synchronized void notConnected(String domain, Fault fault) {
        Suspension where = common ? domains.get(domain, key -> new Suspension()) : site;
        where.failed(fault, clock.instant());
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
