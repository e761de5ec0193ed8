package org.sluicemta.delivery.drain;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQNonExistentQueueException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.delivery.outcome.SettlingException;
import org.sluicemta.queue.broker.BrokerException;
import org.sluicemta.queue.broker.QueueFacts;
import org.sluicemta.queue.broker.TakenMessage;
import org.sluicemta.queue.broker.TakingSession;

/** Consumes one queue on its own thread, batch by batch, until stopped. */
final class QueueWorker {
    private static final Logger LOG = LoggerFactory.getLogger(QueueWorker.class);

    /** This many unreadable messages end a session: then the problem isn't the messages. */
    private static final int MOST_LEFT = 100;
    /** A queue that has mail but pushes none for this long is retried later. */
    private static final long PUSH_PATIENCE_MILLIS = 1_000;

    private final String queue;
    private final QueueContext context;
    private final MessageHandler handler;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable PushedBatch waiting;

    QueueWorker(String queue, QueueContext context, MessageHandler handler) {
        this.queue = queue;
        this.context = context;
        this.handler = handler;
    }

    void start() {
        Thread.ofVirtual().name("queue " + queue).start(this::run);
    }

    private void run() {
        try {
            while (!isStopping()) {
                consume();
                pause();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ended.countDown();
        }
    }

    private void consume() throws InterruptedException {
        TakingSession session = null;
        PushedBatch pushed = new PushedBatch();
        try {
            session = context.connections().taking();
            waiting = pushed; // set before checking for a stop: either the check sees it, or the stop ends the wait
            pushed.open(session, queue);
            takeAll(session, pushed);
        } catch (ActiveMQException | IOException e) {
            if (!isStopping()) {
                LOG.warn("Pausing consumption of queue {}: {}", queue, e.getMessage());
            }
        } catch (RuntimeException | Error e) {
            // If this thread ended, the queue would not be consumed until the next start.
            LOG.error("Pausing consumption of queue {} after an internal error", queue, e);
        } finally {
            waiting = null;
            Sessions.close(session);
        }
    }

    private void takeAll(TakingSession session, PushedBatch pushed)
            throws ActiveMQException, IOException, InterruptedException {
        int left = 0;
        // A new session receives what was left again, after the readable messages.
        while (!isStopping() && left < MOST_LEFT && !pushed.isBroken() && (left == 0 || !pushed.isEmpty())) {
            List<TakenMessage> messages = pushed.await();
            left += take(session, messages);
            pushed.release(messages);
        }
    }

    /** One batch. @return how many messages of it stay in the queue */
    private int take(TakingSession session, List<TakenMessage> messages)
            throws ActiveMQException, IOException, InterruptedException {
        QueueBatch batch = handled(queue, context, handler, messages);
        try {
            if (makeDurable(batch)) {
                batch.commit(session);
            }
            return batch.left();
        } finally {
            batch.release();
        }
    }

    private static QueueBatch handled(
            String queue, QueueContext context, MessageHandler handler, List<TakenMessage> messages) {
        QueueBatch batch = new QueueBatch(context, handler, queue);
        for (TakenMessage message : messages) {
            if (!batch.handle(message)) {
                break;
            }
        }
        return batch;
    }

    /** False when it was stopped first. */
    private boolean makeDurable(QueueBatch taken) throws InterruptedException {
        while (true) {
            try {
                taken.makeDurable();
                return true;
            } catch (SettlingException e) {
                LOG.error("Queue {}: {}; will retry", queue, e.getMessage());
                if (stopping.await(QueueContext.RETRY_PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                    return false;
                }
            }
        }
    }

    /**
     * Drains a queue on the calling thread and returns when it is empty.
     *
     * @param stopping ends it after the current batch
     * @return whether nothing is left, by the broker's own count; a queue that does not exist holds nothing
     * @throws SettlingException when the results can't be made durable; the rest stays in the queue
     */
    static boolean drain(String queue, QueueContext context, MessageHandler handler, BooleanSupplier stopping)
            throws ActiveMQException, IOException, SettlingException, BrokerException, InterruptedException {
        TakingSession session = context.connections().taking();
        try {
            PushedBatch pushed = new PushedBatch();
            pushed.open(session, queue);
            int left = 0;
            while (left < MOST_LEFT && !stopping.getAsBoolean() && depth(context, queue) > left) {
                List<TakenMessage> messages = pushed.await(PUSH_PATIENCE_MILLIS);
                if (messages.isEmpty()) {
                    return false;
                }
                left += drainBatch(handled(queue, context, handler, messages), session);
                pushed.release(messages);
            }
            return left == 0 && !stopping.getAsBoolean();
        } catch (ActiveMQNonExistentQueueException e) {
            return true; // removed since it was listed, which only happens to empty queues
        } finally {
            Sessions.close(session);
        }
    }

    private static long depth(QueueContext context, String queue) throws BrokerException {
        return context.admin().findSettled(queue).map(QueueFacts::depth).orElse(0L);
    }

    private static int drainBatch(QueueBatch batch, TakingSession session)
            throws ActiveMQException, IOException, SettlingException {
        try {
            batch.makeDurable();
            batch.commit(session);
            return batch.left();
        } finally {
            batch.release();
        }
    }

    private void pause() throws InterruptedException {
        stopping.await(QueueContext.RETRY_PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    /** Returns when the current batch is acknowledged. */
    void stop() throws InterruptedException {
        stopping.countDown();
        PushedBatch pushed = waiting;
        if (pushed != null) {
            pushed.wake();
        }
        ended.await();
    }
}
