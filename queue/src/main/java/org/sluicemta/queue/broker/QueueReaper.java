package org.sluicemta.queue.broker;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes lanes and slots that have been empty and without a consumer for a while. It checks again while nobody sends,
 * so that no transaction can be heading for a removed queue. If several servers use the broker, it removes nothing,
 * because the others send, too: the broker doesn't count an uncommitted message heading for a queue, so the message
 * would be lost with the queue.
 */
@Singleton
public final class QueueReaper {
    private static final Logger LOG = LoggerFactory.getLogger(QueueReaper.class);
    private static final Duration PATIENCE = Duration.ofMillis(100);

    private final QueueAdmin admin;
    private final QueueUse use;
    private final Duration idle;
    private final InstantSource clock;
    private final Map<String, Instant> emptySince = new HashMap<>();
    private long doubts;

    @Inject
    public QueueReaper(QueueAdmin admin, QueueUse use, BrokerTuning tuning, InstantSource clock) {
        this.admin = admin;
        this.use = use;
        this.idle = tuning.laneIdle();
        this.clock = clock;
    }

    /**
     * Looks at every census from now on.
     *
     * @param soleUse whether no other server sends anything to the broker
     */
    public void watch(QueueCensus census, boolean soleUse) {
        if (soleUse) {
            census.onCount(this::sweep);
        }
    }

    private void sweep(List<QueueFacts> queues) {
        Instant now = clock.instant();
        if (doubts != use.doubts()) { // their sends may still arrive, so everything counts as just used
            doubts = use.doubts();
            emptySince.clear();
        }
        Set<String> empty = new HashSet<>();
        for (QueueFacts queue : queues) {
            if (isRemovable(queue)) {
                empty.add(queue.name());
                emptySince.putIfAbsent(queue.name(), now);
            }
        }
        emptySince.keySet().retainAll(empty);
        try {
            for (String queue : empty) {
                removeWhenIdle(queue, now.minus(idle));
            }
        } catch (BrokerException e) {
            LOG.debug("Empty queues stay for now", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void removeWhenIdle(String queue, Instant limit) throws BrokerException, InterruptedException {
        Instant since = emptySince.get(queue);
        if (since != null && since.isBefore(limit)) {
            remove(queue);
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
            if (doubts == use.doubts()
                    && admin.findSettled(queue).filter(QueueReaper::isRemovable).isPresent()) {
                admin.delete(queue);
                emptySince.remove(queue);
            }
        }
    }
}
