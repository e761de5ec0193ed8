package org.sluicemta.delivery.schedule;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.delivery.outcome.Settlement;
import org.sluicemta.delivery.outcome.SettlingException;
import org.sluicemta.gateway.SiteGate;
import org.sluicemta.lane.LaneName;
import org.sluicemta.tenant.TenantId;

/** The thread of a {@link SiteScheduler} and its inbox. It ends by itself when there has been nothing to do for long. */
final class SiteLoop {
    private static final Logger LOG = LoggerFactory.getLogger(SiteLoop.class);
    private static final Runnable WAKE = () -> {};

    private final SiteScheduler scheduler;
    private final SiteContext context;
    private final BlockingQueue<Runnable> inbox = new LinkedBlockingQueue<>();
    private final Set<LaneName> arrivals = ConcurrentHashMap.newKeySet();
    private final Set<LaneName> retries = ConcurrentHashMap.newKeySet();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final SiteKey key;
    private final Consumer<SiteLoop> onEnd;
    private volatile boolean abandoned;
    private boolean retired;
    private long restedNanos = System.nanoTime();

    SiteLoop(SiteKey key, SiteGate gate, SiteContext context, Deliveries deliveries, Consumer<SiteLoop> onEnd) {
        this.key = key;
        this.context = context;
        this.onEnd = onEnd;
        this.scheduler = new SiteScheduler(key, gate, context, deliveries, this);
    }

    SiteKey key() {
        return key;
    }

    void start() {
        Thread.ofVirtual().name("site " + key).start(this::run);
    }

    /** Mail has arrived in a lane. False when the loop has ended and another is needed. */
    synchronized boolean offer(LaneName lane) {
        if (retired) {
            return false;
        }
        if (arrivals.add(lane)) {
            inbox.add(WAKE);
        }
        return true;
    }

    /** Runs on the loop's thread, soon. */
    void post(Runnable action) {
        inbox.add(action);
    }

    /** A lane is pushed out of no more, though nobody closed it. */
    void lost(LaneFeed feed, String why) {
        post(() -> scheduler.lost(feed, why));
    }

    /** Tries a lane again after a pause. */
    void retry(LaneName lane) {
        retries.add(lane);
    }

    void pausesChanged() {
        post(scheduler::pausesChanged);
    }

    /** As {@link SiteScheduler#purge}. Returns when that is done, or after the patience when the loop is busy. */
    void purge(LaneName lane, @Nullable TenantId tenant, Duration patience) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        post(() -> {
            scheduler.purge(lane, tenant);
            done.countDown();
        });
        done.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void run() {
        try {
            while (!isDone()) {
                round();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            scheduler.close();
            synchronized (this) {
                retired = true;
            }
            onEnd.accept(this);
            ended.countDown();
        }
    }

    /** A fault of this server ends the session, never the loop: deliveries in flight report to it, and lanes wait for it. */
    private void round() throws InterruptedException {
        try {
            Runnable first = inbox.poll(patience().toMillis(), TimeUnit.MILLISECONDS);
            if (first != null) {
                work(first);
            }
            restWhenDue(first == null);
            scheduler.step(!isStopping());
        } catch (RuntimeException | Error e) {
            LOG.error("The scheduler of {} met a fault of this server; its lanes are opened anew", key, e);
            scheduler.failed("begins anew", e);
            boolean unused = stopping.await(context.limits().retryPause().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** What silence is used for must be done under constant traffic too. */
    private void restWhenDue(boolean silence) {
        long now = System.nanoTime();
        if (silence || now - restedNanos >= patience().toNanos()) {
            restedNanos = now;
            rest();
        }
    }

    private Duration patience() {
        return retries.isEmpty() && !scheduler.isRefused()
                ? context.limits().laneIdle()
                : context.limits().retryPause();
    }

    private void work(Runnable first) {
        for (Runnable action = first; action != null; action = inbox.poll()) {
            action.run();
        }
        wake(arrivals);
    }

    private void rest() {
        scheduler.tidy();
        scheduler.restOrRetry();
        wake(retries);
    }

    private void wake(Set<LaneName> lanes) {
        for (LaneName lane : List.copyOf(lanes)) {
            lanes.remove(lane);
            scheduler.wake(lane);
        }
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private boolean isDone() {
        if (isStopping()) {
            return abandoned || !scheduler.hasInFlight();
        }
        return scheduler.isIdle() && tryRetire();
    }

    private synchronized boolean tryRetire() {
        retired = arrivals.isEmpty() && inbox.isEmpty() && retries.isEmpty();
        return retired;
    }

    /** Makes a batch durable on a thread of its own, as often as it takes, then goes on here. */
    void whenDurable(List<Finished> batch, Runnable then) {
        List<Settlement> settlements = batch.stream().map(Finished::settlement).toList();
        Thread.ofVirtual().name("settle " + key).start(() -> makeDurable(settlements, then));
    }

    private void makeDurable(List<Settlement> settlements, Runnable then) {
        try {
            while (!tryMakeDurable(settlements)) {
                boolean stopped = stopping.await(context.limits().retryPause().toMillis(), TimeUnit.MILLISECONDS);
                if (stopped) {
                    return; // not durable, so not acknowledged: the mail comes again after the next start
                }
            }
            post(then);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean tryMakeDurable(List<Settlement> settlements) {
        try {
            context.settler().makeDurable(settlements);
            return true;
        } catch (SettlingException e) {
            LOG.error("{}: {}; its mail stays unacknowledged and is tried again", key, e.getMessage());
            return false;
        } catch (RuntimeException | Error e) {
            // Were this thread to end, the site would wait for the batch until the next start.
            LOG.error("{}: outcomes cannot be made durable by a fault of this server; tried again", key, e);
            return false;
        }
    }

    /** Takes nothing more. */
    void stop() {
        stopping.countDown();
        inbox.add(WAKE);
    }

    /** Waits until everything in flight has been acknowledged; false when that took longer. */
    boolean awaitEnd(Duration bound) throws InterruptedException {
        return ended.await(bound.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Ends at once; what is in flight is delivered again after the next start. */
    void abandon() {
        abandoned = true;
        inbox.add(WAKE);
    }
}
