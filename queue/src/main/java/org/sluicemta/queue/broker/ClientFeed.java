package org.sluicemta.queue.broker;

import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.client.ClientConsumer;
import org.apache.activemq.artemis.api.core.client.ClientMessage;

/**
 * Receives an external broker's messages on its own thread and passes them to the taker. While the taker has no room,
 * the thread waits and the consumer's window stops the broker.
 */
final class ClientFeed implements Feed {
    private final String queue;
    private final ClientConsumer consumer;
    private final Taker taker;
    private final Consumer<ClientFeed> onEnd;
    private final Semaphore room = new Semaphore(0);
    private volatile boolean closing;

    private record Received(ClientMessage message) implements TakenMessage {
        @Override
        public int octets() {
            return message.getEncodeSize();
        }
    }

    /** @param onEnd called once, when the feed ends */
    ClientFeed(String queue, ClientConsumer consumer, Taker taker, Consumer<ClientFeed> onEnd) {
        this.queue = queue;
        this.consumer = consumer;
        this.taker = taker;
        this.onEnd = onEnd;
    }

    void start() {
        Thread.ofVirtual().name("feed " + queue).start(this::run);
    }

    private void run() {
        String why = "the broker closed the consumer of " + queue;
        try {
            while (push(consumer.receive())) {
                room.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ActiveMQException | RuntimeException e) {
            why = "nothing comes from " + queue + ": " + e.getMessage();
        }
        if (!closing) {
            taker.broken(why);
        }
    }

    /** False when the feed has ended. */
    private boolean push(ClientMessage message) throws InterruptedException {
        if (message == null) {
            return false;
        }
        while (!closing && !taker.reserve(message.getEncodeSize())) {
            room.acquire();
        }
        if (closing) {
            return false; // it returns to the queue with the consumer
        }
        taker.take(new Received(message));
        return true;
    }

    @Override
    public void more() {
        room.release();
    }

    /** Stops waiting. The consumer is closed with its session. */
    void end() {
        if (!closing) {
            closing = true;
            onEnd.accept(this);
            room.release();
        }
    }

    @Override
    public void close() throws ActiveMQException {
        end();
        consumer.close();
    }
}
