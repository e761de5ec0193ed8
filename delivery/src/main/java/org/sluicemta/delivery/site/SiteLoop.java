package org.sluicemta.delivery.site;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.delivery.outcome.Settlement;
import org.sluicemta.delivery.outcome.SettlingException;
import org.sluicemta.gateway.SiteGate;
import org.sluicemta.lane.LaneName;
import org.sluicemta.queue.lane.Settled;
import org.sluicemta.tenant.TenantId;

/** The thread of a {@link SiteRunner} and its inbox. It ends by itself after a long time without work. */
final class SiteLoop {
    private static final Logger LOG = LoggerFactory.getLogger(SiteLoop.class);
    private static final Runnable WAKE = () -> {};

    private final SiteRunner runner;
    private final SiteContext context;
    private final BlockingQueue<Runnable> inbox = new LinkedBlockingQueue<>();
    private final Set<LaneName> arrivals = ConcurrentHashMap.newKeySet();
    private final Set<LaneName> retries = ConcurrentHashMap.newKeySet();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch abandoned = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final SiteKey key;
    private final Consumer<SiteLoop> onEnd;
    private boolean retired;
    private long tidiedNanos = System.nanoTime();

    SiteLoop(SiteKey key, SiteGate gate, SiteContext context, Deliveries deliveries, Consumer<SiteLoop> onEnd) {
        this.key = key;
        this.context = context;
        this.onEnd = onEnd;
        this.runner = new SiteRunner(key, gate, context, deliveries, this);
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

    /** Takes nothing from the feed for a while; the feed is closed when none of its mail is in progress. */
    void closeSoon(LaneFeed feed) {
        post(() -> runner.lanes().closeHeld(feed));
    }

    /** A lane stopped pushing, though nobody closed it. */
    void lost(LaneFeed feed, String why) {
        post(() -> runner.lanes().lost(feed, why));
    }

    /** Retries a lane after a pause. */
    void retry(LaneName lane) {
        retries.add(lane);
    }

    void pausesChanged() {
        post(runner::pausesChanged);
    }

    /**
     * As {@link SiteRunner#purge}. Returns when that is done, or after the patience with NONE when the loop is busy.
     */
    PushedMail purge(LaneName lane, @Nullable TenantId tenant, Duration patience) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        AtomicReference<PushedMail> purged = new AtomicReference<>(PushedMail.NONE);
        Instant ordered = context.clock().instant(); // mail that comes later isn't meant, however late this runs
        post(() -> {
            purged.set(runner.purge(lane, tenant, ordered));
            done.countDown();
        });
        done.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        return Objects.requireNonNull(purged.get());
    }

    private void run() {
        try {
            while (!isDone()) {
                round();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            runner.lanes().close();
            synchronized (this) {
                retired = true;
            }
            onEnd.accept(this);
            ended.countDown();
        }
    }

    /**
     * A fault of this server ends the session but never the loop: deliveries in flight report to it, and lanes wait for
     * it.
     */
    private void round() throws InterruptedException {
        try {
            Runnable first = inbox.poll(patience().toMillis(), TimeUnit.MILLISECONDS);
            for (Runnable action = first; action != null; action = inbox.poll()) {
                action.run();
            }
            if (isStopping()) {
                runner.stop();
            } else {
                wake(arrivals);
                tidyWhenDue(first == null);
            }
            runner.step();
        } catch (RuntimeException | Error e) {
            LOG.error("Scheduler for {} failed; reopening its lanes", key, e);
            runner.lanes().failed("starting again", e);
            boolean unused = stopping.await(context.limits().retryPause().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Idle-time work must be done under constant traffic too. */
    private void tidyWhenDue(boolean silence) {
        long now = System.nanoTime();
        if (silence || now - tidiedNanos >= longestPatience().toNanos()) {
            tidiedNanos = now;
            runner.lanes().tidy();
            wake(retries);
        }
    }

    private Duration longestPatience() {
        return retries.isEmpty()
                ? context.limits().laneIdle()
                : context.limits().retryPause();
    }

    private Duration patience() {
        Duration longest = longestPatience();
        Duration wanted = runner.untilWake(context.clock().instant());
        if (wanted == null || wanted.compareTo(longest) >= 0) {
            return longest;
        }
        return wanted.isNegative() ? Duration.ZERO : wanted.plusMillis(1);
    }

    private void wake(Set<LaneName> lanes) {
        for (LaneName lane : List.copyOf(lanes)) {
            lanes.remove(lane);
            runner.lanes().wake(lane);
        }
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private boolean isAbandoned() {
        return abandoned.getCount() == 0;
    }

    private boolean isDone() {
        if (isStopping()) {
            return isAbandoned() || !runner.hasInFlight();
        }
        return runner.isIdle() && tryRetire();
    }

    private synchronized boolean tryRetire() {
        retired = arrivals.isEmpty() && inbox.isEmpty() && retries.isEmpty();
        return retired;
    }

    /**
     * Makes a batch durable, retrying as often as needed, and lets its messages leave their lanes. This happens on
     * another thread, and the runner is told here. A stop doesn't end the retries, because mail that isn't acknowledged
     * would be delivered again after the next start.
     */
    void settle(List<Finished> batch, SiteSession session) {
        Thread.ofVirtual().name("settle " + key).start(() -> settleNow(batch, session));
    }

    private void settleNow(List<Finished> batch, SiteSession session) {
        List<Settlement> settlements = batch.stream().map(Finished::settlement).toList();
        try {
            while (!tryMakeDurable(settlements)) {
                if (abandoned.await(context.limits().retryPause().toMillis(), TimeUnit.MILLISECONDS)) {
                    return; // not durable, so not acknowledged
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        Throwable fault = commit(batch, session);
        post(() -> runner.settled(batch, session, fault));
    }

    private @Nullable Throwable commit(List<Finished> batch, SiteSession session) {
        List<Settled> settled = batch.stream()
                .map(done ->
                        done.settlement().of(done.mail().message(), done.mail().mail()))
                .toList();
        try {
            session.commit(settled);
        } catch (ActiveMQException | IOException | RuntimeException | Error e) {
            return e;
        }
        context.mail().announce(settled);
        return null;
    }

    private boolean tryMakeDurable(List<Settlement> settlements) {
        try {
            context.settler().makeDurable(settlements);
            return true;
        } catch (SettlingException e) {
            LOG.error("{}: {}; messages left unacknowledged, will be retried", key, e.getMessage());
            return false;
        } catch (RuntimeException | Error e) {
            // If this thread ended, the site would wait for the batch until the next start.
            LOG.error("{}: outcomes could not be made durable because of an internal error; will be retried", key, e);
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

    /** Ends immediately; mail in flight is delivered again after the next start. */
    void abandon() {
        abandoned.countDown();
        inbox.add(WAKE);
    }
}
