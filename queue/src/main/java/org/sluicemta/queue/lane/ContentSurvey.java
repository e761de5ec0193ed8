package org.sluicemta.queue.lane;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.queue.broker.Broker;
import org.sluicemta.queue.broker.BrokerException;
import org.sluicemta.queue.broker.QueueAdmin;
import org.sluicemta.queue.broker.QueueFacts;
import org.sluicemta.queue.broker.QueueNames;

/**
 * Looks through all queues after a start and tells the content store which content is referred to, while mail is being
 * delivered. What is taken from a queue is told as it is taken, so it does not matter which comes first. Where the broker
 * moved mail between queues meanwhile, some may have passed unseen, and all is looked through once more.
 */
@Singleton
public final class ContentSurvey {
    private static final Logger LOG = LoggerFactory.getLogger(ContentSurvey.class);
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private static final List<String> LAST = List.of(QueueNames.EXPIRED, QueueNames.DEAD);

    private final LaneContents contents;
    private final QueueAdmin admin;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean complete;
    private @Nullable Thread thread;

    @Inject
    public ContentSurvey(LaneContents contents, QueueAdmin admin) {
        this.contents = contents;
        this.admin = admin;
    }

    /** Before anything is taken from a queue. */
    public void watch(Broker broker) {
        if (contents.store().isPresent()) {
            broker.onTaken(message -> {
                if (!complete) {
                    contents.seen(message);
                }
            });
        }
    }

    public void start() {
        if (contents.store().isPresent()) {
            thread = Thread.ofPlatform().name("content-survey").daemon().start(this::run);
        }
    }

    private void run() {
        try {
            while (!isComplete()) {
                if (stopped.await(AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
            contents.store().orElseThrow().allSeen();
            complete = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether everything was seen that was in a queue when this began. */
    private boolean isComplete() {
        long moves = admin.moves();
        if (admin.isMoving()) {
            return false;
        }
        try {
            return lookThrough() && admin.moves() == moves;
        } catch (BrokerException e) {
            LOG.warn("It is not known yet which content is referred to, and none of it is deleted: {}", e.getMessage());
            return false;
        }
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
                admin.look(queue, contents::seen);
            }
        }
        return true;
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
