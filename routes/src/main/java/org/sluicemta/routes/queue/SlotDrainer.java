package org.sluicemta.routes.queue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.routes.broker.BrokerException;
import org.sluicemta.routes.broker.QueueFacts;
import org.sluicemta.routes.broker.QueueNames;
import org.sluicemta.routes.lane.TimeSlots;
import org.sluicemta.routes.outcome.SettlingException;

/**
 * Drains time slots as they come due, one after the other, on one thread. The slots are known from the broker at start and
 * from signals since; a slot that another node filled is found by the scan that goes with every idle minute.
 */
final class SlotDrainer {
    private static final Logger LOG = LoggerFactory.getLogger(SlotDrainer.class);
    private static final Duration RESCAN = Duration.ofMinutes(1);

    private final QueueContext context;
    private final MessageHandler handler;
    private final ConcurrentSkipListMap<Instant, String> slots = new ConcurrentSkipListMap<>();
    private final Semaphore changed = new Semaphore(0);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean stopping;

    SlotDrainer(QueueContext context, MessageHandler handler) {
        this.context = context;
        this.handler = handler;
    }

    void start() throws BrokerException {
        context.signals().onSlot(this::filled);
        scan();
        Thread.ofVirtual().name("slots").start(this::run);
    }

    /** A slot has mail. */
    private void filled(String queue) {
        TimeSlots.due(queue).ifPresent(due -> {
            if (slots.put(due, queue) == null) {
                changed.release();
            }
        });
    }

    private void scan() throws BrokerException {
        for (QueueFacts queue : context.admin().list(QueueNames.LATER)) {
            if (queue.depth() > 0) {
                filled(queue.name());
            }
        }
    }

    private void run() {
        try {
            while (!stopping) {
                drainDue();
                if (!changed.tryAcquire(patience().toMillis(), TimeUnit.MILLISECONDS) && slots.isEmpty()) {
                    rescan();
                }
                changed.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ended.countDown();
        }
    }

    private Duration patience() {
        Map.Entry<Instant, String> next = slots.firstEntry();
        if (next == null) {
            return RESCAN;
        }
        Duration wait = Duration.between(context.clock().instant(), next.getKey());
        return wait.isNegative() ? Duration.ofMillis(1) : wait.compareTo(RESCAN) < 0 ? wait.plusMillis(1) : RESCAN;
    }

    private void rescan() {
        try {
            scan();
        } catch (BrokerException e) {
            LOG.warn("Time slots cannot be listed for now: {}", e.getMessage());
        }
    }

    private void drainDue() throws InterruptedException {
        Map.Entry<Instant, String> first = slots.firstEntry();
        while (first != null
                && !stopping
                && !first.getKey().isAfter(context.clock().instant())) {
            if (!drain(first.getValue())) {
                changed.tryAcquire(QueueContext.RETRY_PAUSE.toMillis(), TimeUnit.MILLISECONDS);
                return;
            }
            slots.remove(first.getKey());
            first = slots.firstEntry();
        }
    }

    private boolean drain(String queue) {
        try {
            QueueWorker.drain(queue, context, handler);
            return true;
        } catch (ActiveMQException | IOException | SettlingException e) {
            LOG.warn("Slot {} is not drained for now: {}", queue, e.getMessage());
            return false;
        }
    }

    void stop() throws InterruptedException {
        stopping = true;
        changed.release();
        ended.await();
    }
}
