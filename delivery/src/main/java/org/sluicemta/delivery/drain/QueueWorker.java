package org.sluicemta.delivery.drain;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQNonExistentQueueException;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientConsumer;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.queue.broker.TakingSession;
import org.sluicemta.delivery.outcome.SettlingException;

/** Consumes one queue on a thread of its own, batch by batch, until it is stopped. */
final class QueueWorker {
    private static final Logger LOG = LoggerFactory.getLogger(QueueWorker.class);

    /** So many that cannot be read for now end a session: something else than messages is at fault. */
    private static final int MOST_LEFT = 100;

    private final String queue;
    private final QueueContext context;
    private final MessageHandler handler;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    /** Held while a batch is taken: closing the consumer under it would undo the batch. */
    private final ReentrantLock batch = new ReentrantLock();

    private volatile @Nullable ClientConsumer waiting;

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
        try {
            session = context.connections().taking();
            session.session().start();
            ClientConsumer consumer =
                    session.session().createConsumer(SimpleString.of(queue), null, QueueContext.WINDOW, -1, false);
            if (mayWait(consumer)) {
                takeAll(session, consumer);
            }
        } catch (ActiveMQException | IOException e) {
            if (!isStopping()) {
                LOG.warn("Queue {} is not consumed for now: {}", queue, e.getMessage());
            }
        } catch (RuntimeException | Error e) {
            // Were this thread to end, nothing would be taken from the queue until the next start.
            LOG.error("Queue {} is not consumed for now, by a fault of this server", queue, e);
        } finally {
            waiting = null;
            Sessions.close(session);
        }
    }

    /** Either this sees the stop, or the stop sees the consumer and ends its wait. */
    private boolean mayWait(ClientConsumer consumer) {
        batch.lock();
        try {
            waiting = consumer;
            return !isStopping();
        } finally {
            batch.unlock();
        }
    }

    private void takeAll(TakingSession session, ClientConsumer consumer)
            throws ActiveMQException, IOException, InterruptedException {
        int left = 0;
        ClientMessage first = consumer.receive();
        while (first != null && left < MOST_LEFT) {
            batch.lock();
            try {
                if (isStopping()) {
                    return;
                }
                left += take(session, consumer, first);
            } finally {
                batch.unlock();
            }
            // What was left comes again with a new session, after those that can be read have gone past it.
            first = left == 0 ? consumer.receive() : consumer.receiveImmediate();
        }
    }

    /** One batch. @return how many messages of it stay in the queue */
    private int take(TakingSession session, ClientConsumer consumer, ClientMessage first)
            throws ActiveMQException, IOException, InterruptedException {
        QueueBatch taken = new QueueBatch(context, handler, queue);
        try {
            taken.fill(first, consumer);
            if (makeDurable(taken)) {
                taken.commit(session);
            }
            return taken.left();
        } finally {
            taken.release();
        }
    }

    /** False when it could not be done before the stop. */
    private boolean makeDurable(QueueBatch taken) throws InterruptedException {
        while (true) {
            try {
                taken.makeDurable();
                return true;
            } catch (SettlingException e) {
                LOG.error("Queue {}: {}; tried again", queue, e.getMessage());
                if (stopping.await(QueueContext.RETRY_PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                    return false;
                }
            }
        }
    }

    /**
     * Takes what a queue holds now, on the calling thread, and returns when it is empty.
     *
     * @param stopping ends it after the batch at hand
     * @return whether nothing is left, by the broker's own count; a queue that does not exist holds nothing
     * @throws SettlingException when what follows cannot be made durable; the rest stays in the queue
     */
    static boolean drain(String queue, QueueContext context, MessageHandler handler, BooleanSupplier stopping)
            throws ActiveMQException, IOException, SettlingException {
        TakingSession session = context.connections().taking();
        try {
            session.session().start();
            ClientConsumer consumer =
                    session.session().createConsumer(SimpleString.of(queue), null, QueueContext.WINDOW, -1, false);
            int left = 0;
            ClientMessage first = consumer.receiveImmediate();
            while (first != null && left < MOST_LEFT && !stopping.getAsBoolean()) {
                left += drainBatch(new QueueBatch(context, handler, queue), session, consumer, first);
                first = consumer.receiveImmediate();
            }
            return session.session().queueQuery(SimpleString.of(queue)).getMessageCount() == 0;
        } catch (ActiveMQNonExistentQueueException e) {
            return true; // removed since it was found, which only happens to an empty one
        } finally {
            Sessions.close(session);
        }
    }

    private static int drainBatch(QueueBatch batch, TakingSession session, ClientConsumer consumer, ClientMessage first)
            throws ActiveMQException, IOException, SettlingException {
        try {
            batch.fill(first, consumer);
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

    /** Returns when the batch at hand is acknowledged. */
    void stop() throws InterruptedException, ActiveMQException {
        stopping.countDown();
        batch.lock();
        try {
            ClientConsumer consumer = waiting;
            if (consumer != null) {
                consumer.close(); // ends its wait for the next message
            }
        } finally {
            batch.unlock();
        }
        ended.await();
    }
}
