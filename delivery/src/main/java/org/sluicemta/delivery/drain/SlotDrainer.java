package org.sluicemta.delivery.drain;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.delivery.outcome.SettlingException;
import org.sluicemta.queue.broker.BrokerException;
import org.sluicemta.queue.broker.QueueFacts;
import org.sluicemta.queue.broker.QueueNames;

/**
 * Drains time slots one after another as they become due, on one thread. It learns of slots from signals and from the
 * queue census, so it also finds those filled before the start, by another node, or unnoticed.
 */
final class SlotDrainer {
    private static final Logger LOG = LoggerFactory.getLogger(SlotDrainer.class);

    private final QueueContext context;
    private final MessageHandler handler;
    private final DueSlots slots = new DueSlots();
    private final Semaphore changed = new Semaphore(0);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean stopping;

    SlotDrainer(QueueContext context, MessageHandler handler) {
        this.context = context;
        this.handler = handler;
    }

    void start() throws BrokerException {
        context.signals().onSlot(this::filled);
        context.census().onCount(this::found);
        found(context.admin().list(QueueNames.LATER));
        Thread.ofVirtual().name("slots").start(this::run);
    }

    /** A slot has mail. */
    private void filled(String queue) {
        if (slots.add(queue)) {
            changed.release();
        }
    }

    private void found(List<QueueFacts> queues) {
        queues.stream().filter(queue -> queue.depth() > 0).forEach(queue -> filled(queue.name()));
    }

    private void run() {
        try {
            while (!stopping) {
                drainDue();
                boolean unused = changed.tryAcquire(patience().toMillis(), TimeUnit.MILLISECONDS);
                changed.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ended.countDown();
        }
    }

    /** At most the interval of the census: the clock may be set forward in the meantime. */
    private Duration patience() {
        Duration longest = context.tuning().census();
        Instant now = context.clock().instant();
        Duration wait = slots.next().map(next -> Duration.between(now, next)).orElse(longest);
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(longest) < 0 ? wait.plusMillis(1) : longest;
    }

    private void drainDue() throws InterruptedException {
        Optional<String> due = slots.take(context.clock().instant());
        while (due.isPresent() && !stopping) {
            String slot = due.get();
            if (isDrained(slot)) {
                slots.drained(slot);
            } else {
                slots.failed(slot, context.clock().instant());
            }
            due = slots.take(context.clock().instant());
        }
    }

    private boolean isDrained(String slot) throws InterruptedException {
        try {
            return QueueWorker.drain(slot, context, handler, () -> stopping);
        } catch (ActiveMQException | IOException | SettlingException | BrokerException e) {
            LOG.warn("Slot {} is not being drained at the moment; other slots continue: {}", slot, e.getMessage());
            return false;
        } catch (RuntimeException | Error e) {
            // If this thread ended, nothing would be retried until the next start.
            LOG.error("Slot {} is not being drained after an internal error; other slots continue", slot, e);
            return false;
        }
    }

    void stop() throws InterruptedException {
        stopping = true;
        changed.release();
        ended.await();
    }
}
