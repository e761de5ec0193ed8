package org.sluicemta.queue.lane;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.queue.broker.Broker;
import org.sluicemta.queue.broker.BrokerException;
import org.sluicemta.queue.broker.Connections;
import org.sluicemta.queue.broker.QueueAdmin;
import org.sluicemta.queue.broker.QueueFacts;
import org.sluicemta.queue.broker.QueueNames;

/**
 * Scans all queues when the content store asks for it, and reports which content is referred to, while mail is being
 * delivered. For each queue it first asks what consumers hold and then what waits. What this server takes in between is
 * reported as it is taken. If something may still have passed unseen, everything is scanned again.
 */
@Singleton
public final class ContentSurvey {
    private static final Logger LOG = LoggerFactory.getLogger(ContentSurvey.class);
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private static final List<String> LAST = List.of(QueueNames.EXPIRED, QueueNames.DEAD);

    private final LaneContents contents;
    private final QueueAdmin admin;
    private final Connections connections;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private int rounds = 1;
    private @Nullable Thread thread;

    @Inject
    public ContentSurvey(LaneContents contents, QueueAdmin admin, Connections connections) {
        this.contents = contents;
        this.admin = admin;
        this.connections = connections;
    }

    /** Before anything is taken from a queue. */
    public void watch(Broker broker) {
        broker.onTaken(message -> {
            if (contents.store().wantsToSee()) {
                contents.seen(message);
            }
        });
        // Nobody tells us what an operator moves within a broker elsewhere, or what goes back there unread. Whatever
        // passed one look unseen lies still in the next.
        rounds = broker.isShared() ? 2 : 1;
    }

    public void start() {
        thread = Thread.ofPlatform().name("content-survey").daemon().start(this::run);
    }

    private void run() {
        try {
            do {
                look();
            } while (!stopped.await(AGAIN.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            if (contents.store().beginLook() && isComplete()) {
                contents.store().allSeen();
            }
        } catch (IOException | BrokerException | ActiveMQException e) {
            LOG.warn("Cannot tell yet which content is still in use, so none is deleted: {}", e.getMessage());
        }
    }

    /** Whether everything was seen that was in a queue when this began. */
    private boolean isComplete() throws BrokerException, ActiveMQException {
        long moves = admin.moves();
        if (admin.isMoving()) {
            return false;
        }
        int lost = connections.lost();
        for (int round = 0; round < rounds; round++) {
            if (!lookThrough()) {
                return false;
            }
        }
        connections.awaitArrivals();
        return admin.moves() == moves && connections.lost() == lost;
    }

    /** Those that the broker itself puts mail into come last: what went there during the look is found there. */
    private boolean lookThrough() throws BrokerException {
        List<String> lanes = admin.list("").stream()
                .map(QueueFacts::name)
                .filter(name -> !LAST.contains(name))
                .toList();
        for (List<String> some : List.of(lanes, LAST)) {
            for (String queue : some) {
                if (stopped.getCount() == 0) {
                    return false;
                }
                look(queue);
            }
        }
        return true;
    }

    private void look(String queue) throws BrokerException {
        admin.delivering(queue, LaneProperties.CONTENT).forEach(contents::held);
        admin.look(queue, contents::seen);
    }

    /** Waits until it has. */
    public void stop() throws InterruptedException {
        stopped.countDown();
        Thread looking = thread;
        if (looking != null) {
            looking.join();
        }
    }
}
