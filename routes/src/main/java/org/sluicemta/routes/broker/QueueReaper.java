package org.sluicemta.routes.broker;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.lane.LaneName;

/**
 * Removes lanes and slots that have been empty and without a consumer for a while. It looks once more while nobody sends,
 * so no transaction can be on its way into a queue that is removed. With a shared broker other nodes send too, so there it
 * removes nothing.
 */
@Singleton
public final class QueueReaper {
    private static final Logger LOG = LoggerFactory.getLogger(QueueReaper.class);
    private static final Duration PATIENCE = Duration.ofMillis(100);

    private final Broker broker;
    private final QueueAdmin admin;
    private final QueueUse use;
    private final Duration idle;
    private final InstantSource clock;
    private final Map<String, Instant> emptySince = new HashMap<>();
    private final CountDownLatch stopping = new CountDownLatch(1);

    @Inject
    public QueueReaper(Broker broker, QueueAdmin admin, QueueUse use, BrokerTuning tuning, InstantSource clock) {
        this.broker = broker;
        this.admin = admin;
        this.use = use;
        this.idle = tuning.laneIdle();
        this.clock = clock;
    }

    public void start() {
        if (!broker.isShared()) {
            Thread.ofVirtual().name("queue reaper").start(this::run);
        }
    }

    private void run() {
        try {
            while (!stopping.await(Math.max(1, idle.toMillis() / 2), TimeUnit.MILLISECONDS)) {
                sweep();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sweep() throws InterruptedException {
        try {
            Instant now = clock.instant();
            for (String prefix : List.of(LaneName.PREFIX, QueueNames.LATER)) {
                for (QueueFacts queue : admin.list(prefix)) {
                    consider(queue, now);
                }
            }
        } catch (BrokerException e) {
            LOG.debug("Empty queues stay for now", e);
        }
    }

    private void consider(QueueFacts queue, Instant now) throws BrokerException, InterruptedException {
        if (!isRemovable(queue)) {
            emptySince.remove(queue.name());
        } else if (emptySince.computeIfAbsent(queue.name(), name -> now).isBefore(now.minus(idle))) {
            remove(queue.name());
        }
    }

    private static boolean isRemovable(QueueFacts queue) {
        return queue.depth() == 0
                && queue.consumers() == 0
                && !queue.paused()
                && !QueueNames.ALL.contains(queue.name());
    }

    private void remove(String queue) throws BrokerException, InterruptedException {
        Optional<QueueUse.Permit> removing = use.removing(PATIENCE);
        if (removing.isEmpty()) {
            return;
        }
        try (QueueUse.Permit permit = removing.get()) {
            if (admin.findSettled(queue).filter(QueueReaper::isRemovable).isPresent()) {
                admin.delete(queue);
                emptySince.remove(queue);
            }
        }
    }

    public void stop() {
        stopping.countDown();
    }
}
