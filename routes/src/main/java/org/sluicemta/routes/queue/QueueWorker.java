package org.sluicemta.routes.queue;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientConsumer;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.routes.broker.TakingSession;
import org.sluicemta.routes.outcome.SettlingException;

/** Consumes one queue on a thread of its own, batch by batch, until it is stopped. */
final class QueueWorker {
    private static final Logger LOG = LoggerFactory.getLogger(QueueWorker.class);

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
        ClientMessage first = consumer.receive();
        while (first != null) {
            batch.lock();
            try {
                if (isStopping() || !take(session, consumer, first)) {
                    return;
                }
            } finally {
                batch.unlock();
            }
            first = consumer.receive();
        }
    }

    /** One batch; false when it could not be made durable before the stop. */
    private boolean take(TakingSession session, ClientConsumer consumer, ClientMessage first)
            throws ActiveMQException, IOException, InterruptedException {
        QueueBatch taken = new QueueBatch(context, handler, queue);
        try {
            taken.fill(first, consumer);
            if (!makeDurable(taken)) {
                return false;
            }
            taken.commit(session);
            return true;
        } finally {
            taken.release();
        }
    }

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
     * @throws SettlingException when what follows cannot be made durable; the rest stays in the queue
     */
    static void drain(String queue, QueueContext context, MessageHandler handler)
            throws ActiveMQException, IOException, SettlingException {
        TakingSession session = context.connections().taking();
        try {
            session.session().start();
            ClientConsumer consumer =
                    session.session().createConsumer(SimpleString.of(queue), null, QueueContext.WINDOW, -1, false);
            ClientMessage first = consumer.receiveImmediate();
            while (first != null) {
                drainBatch(new QueueBatch(context, handler, queue), session, consumer, first);
                first = consumer.receiveImmediate();
            }
        } finally {
            Sessions.close(session);
        }
    }

    private static void drainBatch(
            QueueBatch batch, TakingSession session, ClientConsumer consumer, ClientMessage first)
            throws ActiveMQException, IOException, SettlingException {
        try {
            batch.fill(first, consumer);
            batch.makeDurable();
            batch.commit(session);
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
