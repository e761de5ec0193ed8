package org.sluicemta.delivery.site;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.gateway.Gateway;
import org.sluicemta.lane.LaneName;
import org.sluicemta.queue.broker.BrokerException;
import org.sluicemta.queue.broker.QueueAdmin;
import org.sluicemta.queue.broker.QueueCensus;
import org.sluicemta.queue.broker.QueueFacts;
import org.sluicemta.queue.lane.LaneSignals;
import org.sluicemta.tenant.TenantId;

/** The schedulers of all pools and sites that have mail. Each is created by the first signal and ends when idle. */
@Singleton
public final class SiteLoops {
    private static final Logger LOG = LoggerFactory.getLogger(SiteLoops.class);

    private static final Duration PURGE_PATIENCE = Duration.ofSeconds(2);
    private static final Duration ABANDON_PATIENCE = Duration.ofSeconds(2);

    private final Gateway gateway;
    private final SiteContext context;
    private final QueueAdmin admin;
    private final ConcurrentHashMap<SiteKey, SiteLoop> loops = new ConcurrentHashMap<>();
    private final Deliveries deliveries;
    private volatile boolean started;

    @Inject
    SiteLoops(
            Gateway gateway,
            SiteContext context,
            Deliveries deliveries,
            LaneSignals signals,
            QueueAdmin admin,
            QueueCensus census) {
        this.deliveries = deliveries;
        this.gateway = gateway;
        this.context = context;
        this.admin = admin;
        signals.onMail(this::mailIn);
        census.onCount(this::counted);
    }

    /** Starts with the mail already in lanes. */
    public void start() throws BrokerException {
        started = true;
        rescan();
    }

    /** Checks the depth of every lane and wakes those with mail. */
    void rescan() throws BrokerException {
        for (QueueFacts queue : admin.list(LaneName.PREFIX)) {
            LaneName.parse(queue.name()).filter(lane -> queue.depth() > 0).ifPresent(lane -> {
                context.lanes().found(lane, queue.depth());
                mailIn(lane);
            });
        }
    }

    /**
     * Mail nobody has taken wakes its scheduler, even if the scheduler was told of it before, because a signal may be
     * lost.
     */
    private void counted(List<QueueFacts> queues) {
        for (QueueFacts queue : queues) {
            LaneName.parse(queue.name())
                    .filter(lane -> queue.depth() > context.use().inFlight(lane))
                    .filter(lane -> !context.pauses().covers(lane))
                    .ifPresent(this::mailIn);
        }
    }

    /** Wakes the lane's scheduler; before the start, the first scan will find the mail. */
    void mailIn(LaneName lane) {
        if (!started) {
            return;
        }
        SiteKey key = SiteKey.of(lane);
        SiteLoop loop = loops.get(key);
        if (loop == null || !loop.offer(lane)) {
            loops.compute(key, (same, known) -> known != null && known.offer(lane) ? known : begin(key, lane));
        }
    }

    private SiteLoop begin(SiteKey key, LaneName lane) {
        SiteLoop loop = new SiteLoop(
                key,
                gateway.gate(key.pool(), key.site()),
                context,
                deliveries,
                ended -> loops.remove(ended.key(), ended));
        if (!loop.offer(lane)) {
            throw new IllegalStateException("a new scheduler took no mail");
        }
        loop.start();
        return Objects.requireNonNull(loop);
    }

    /** An operator paused or resumed something. */
    public void pausesChanged() throws BrokerException {
        loops.values().forEach(SiteLoop::pausesChanged);
        if (started) {
            for (QueueFacts queue : admin.list(LaneName.PREFIX)) {
                LaneName.parse(queue.name()).filter(lane -> queue.depth() > 0).ifPresent(this::mailIn);
            }
        }
    }

    /**
     * Call before the broker removes a lane's mail. Mail its scheduler holds and hasn't started is returned or removed.
     *
     * @param tenant whose mail alone is meant, or null for all of the lane's
     */
    PushedMail purge(LaneName lane, @Nullable TenantId tenant) {
        SiteLoop loop = loops.get(SiteKey.of(lane));
        if (loop == null) {
            return PushedMail.NONE;
        }
        try {
            return loop.purge(lane, tenant, PURGE_PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return PushedMail.NONE;
        }
    }

    /**
     * Takes no more mail. Mail in flight gets the given time to finish and be acknowledged; the rest is left for the
     * next start.
     */
    public void stop(Duration bound) throws InterruptedException {
        started = false;
        List<SiteLoop> all = List.copyOf(loops.values());
        all.forEach(SiteLoop::stop);
        long end = System.nanoTime() + bound.toNanos();
        for (SiteLoop loop : all) {
            Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
            if (!loop.awaitEnd(left)) {
                LOG.warn(
                        "Deliveries for {} did not finish within {}; they will be retried after restart",
                        loop.key(),
                        bound);
                loop.abandon();
                loop.awaitEnd(ABANDON_PATIENCE);
            }
        }
    }
}
