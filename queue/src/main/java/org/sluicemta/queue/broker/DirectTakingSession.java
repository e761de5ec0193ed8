package org.sluicemta.queue.broker;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQNonExistentQueueException;
import org.apache.activemq.artemis.api.core.ICoreMessage;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.server.Queue;

/**
 * Takes from the embedded broker without a connection. Queues push to our consumers on the broker's threads, and the
 * settling thread writes the acknowledgements.
 */
final class DirectTakingSession implements TakingSession {
    private final RunningBroker broker;
    private final Consumer<ICoreMessage> watch;
    private final DirectSendSession sends;
    private final Set<PushConsumer> feeds = ConcurrentHashMap.newKeySet();

    DirectTakingSession(RunningBroker broker, Consumer<ICoreMessage> watch) {
        this.broker = broker;
        this.watch = watch;
        this.sends = new DirectSendSession(broker);
    }

    @Override
    public Feed open(String name, Taker taker) throws ActiveMQException {
        Queue queue = broker.server().locateQueue(SimpleString.of(name));
        if (queue == null) {
            throw new ActiveMQNonExistentQueueException("there is no queue " + name);
        }
        PushConsumer feed = new PushConsumer(queue, broker.server().getStorageManager(), taker, watch, feeds::remove);
        feeds.add(feed);
        sends.inContext(() -> queue.addConsumer(feed));
        feed.more();
        return feed;
    }

    @Override
    public SendSession sends() {
        return sends;
    }

    @Override
    public void forward(String queue, TakenMessage taken) throws ActiveMQException {
        sends.forward(queue, PushConsumer.reference(taken).getMessage());
    }

    @Override
    public void acknowledge(TakenMessage taken) throws ActiveMQException {
        PushConsumer.Pushed pushed = PushConsumer.pushed(taken);
        sends.inTransaction(open -> pushed.acknowledge(open));
    }

    @Override
    public void close() throws ActiveMQException {
        sends.close();
        for (PushConsumer feed : Set.copyOf(feeds)) {
            feed.close();
        }
    }
}
