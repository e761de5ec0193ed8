package org.sluicemta.queue.broker;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.apache.activemq.artemis.api.core.ICoreMessage;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.server.ActiveMQServer;

/** Queries and controls the broker's queues. Thread-safe. */
@Singleton
public final class QueueAdmin {
    private final Broker broker;
    private final BrokerTuning tuning;
    private final RemoteQueues remote;
    private final AtomicLong movesBegun = new AtomicLong();
    private final AtomicLong movesEnded = new AtomicLong();

    @Inject
    public QueueAdmin(Broker broker, Connections connections, BrokerTuning tuning) {
        this.broker = broker;
        this.tuning = tuning;
        this.remote = new RemoteQueues(connections, tuning);
    }

    /** A question to the broker. */
    private interface Question<T> {
        T put(QueueControls queues) throws Exception;
    }

    private <T> T ask(String what, Question<T> question) throws BrokerException {
        try {
            ActiveMQServer ours = broker.inProcess();
            return question.put(ours == null ? remote : new LocalQueues(ours, tuning));
        } catch (Exception e) {
            remote.close();
            throw failed(what, e);
        }
    }

    /** What the broker is to do. */
    private interface Order {
        void give(QueueControls queues) throws Exception;
    }

    private void tell(String what, Order order) throws BrokerException {
        ask(what, queues -> {
            order.give(queues);
            return what;
        });
    }

    /** The queues whose name starts so, in no order. */
    public List<QueueFacts> list(String prefix) throws BrokerException {
        return ask("list queues " + prefix, queues -> queues.list(prefix));
    }

    /**
     * As {@link #list}, with everything counted that was committed before. Costs a question to each queue, so it is for
     * what a person orders and not for what is asked all the time.
     */
    public List<QueueFacts> listSettled(String prefix) throws BrokerException {
        return ask("count the mail of queues " + prefix, queues -> {
            for (QueueFacts queue : queues.list(prefix)) {
                settle(queues, queue.name());
            }
            return queues.list(prefix);
        });
    }

    private static void settle(QueueControls queues, String queue) throws Exception {
        try {
            queues.settle(queue);
        } catch (Exception e) {
            if (queues.find(queue).isPresent()) {
                throw e;
            }
            // Removed since it was listed, so it was empty.
        }
    }

    public Optional<QueueFacts> find(String queue) throws BrokerException {
        return ask("find queue " + queue, queues -> queues.find(queue));
    }

    /**
     * As {@link #find}, with everything counted that was committed before: by itself the broker counts a moment later.
     *
     * @throws BrokerException also when there is no such queue
     */
    public Optional<QueueFacts> findSettled(String queue) throws BrokerException {
        return ask("find queue " + queue, queues -> {
            queues.settle(queue);
            return queues.find(queue);
        });
    }

    /** Stops deliveries from a queue, through restarts too. */
    public void pause(String queue) throws BrokerException {
        tell("pause queue " + queue, queues -> queues.pause(queue));
    }

    public void resume(String queue) throws BrokerException {
        tell("resume queue " + queue, queues -> queues.resume(queue));
    }

    /**
     * Moves messages that no consumer holds.
     *
     * @param filter in the broker's filter syntax over message properties, or empty for all
     * @return how many; none when the queue has been removed meanwhile
     */
    public int move(String queue, String filter, String target) throws BrokerException {
        try {
            movesBegun.incrementAndGet();
            return ask("move mail of queue " + queue, queues -> queues.move(queue, filter, target));
        } catch (BrokerException e) {
            if (find(queue).isEmpty()) {
                return 0;
            }
            throw e;
        } finally {
            movesEnded.incrementAndGet();
        }
    }

    /** Whether mail may be in progress from one queue to another; one who looks through all queues may miss that. */
    public boolean isMoving() {
        return movesEnded.get() != movesBegun.get();
    }

    /** How often {@link #move} was begun. */
    public long moves() {
        return movesBegun.get();
    }

    /**
     * Shows each message that waits in a queue; those that a consumer holds need not be among them. A queue that does not
     * exist is empty.
     */
    public void look(String queue, Consumer<ICoreMessage> each) throws BrokerException {
        tell("show queue " + queue, queues -> queues.look(queue, each));
    }

    /**
     * A property, shorter than 256 characters, of each message that a consumer of the queue holds, whichever process it is
     * in. A queue that does not exist is empty.
     */
    public List<String> delivering(String queue, SimpleString property) throws BrokerException {
        return ask("show what is taken from queue " + queue, queues -> queues.delivering(queue, property));
    }

    /**
     * Counts messages, those that a consumer holds among them.
     *
     * @param filter as for {@link #move}
     */
    public long count(String queue, String filter) throws BrokerException {
        return ask("count mail of queue " + queue, queues -> queues.count(queue, filter));
    }

    /** Milliseconds since the oldest message of the queue came into it; empty for an empty queue. */
    public Optional<Long> oldestAgeMillis(String queue) throws BrokerException {
        return Optional.of(ask("look into queue " + queue, queues -> queues.oldestAgeMillis(queue)))
                .filter(age -> age > 0);
    }

    /** Makes a durable queue; no fault when it exists. */
    public void create(String queue) throws BrokerException {
        tell("create queue " + queue, queues -> queues.create(queue));
    }

    /** Removes a queue and what is in it; no fault when it does not exist. */
    public void delete(String queue) throws BrokerException {
        tell("delete queue " + queue, queues -> queues.delete(queue));
    }

    private static BrokerException failed(String what, Exception e) {
        return new BrokerException("the broker refused to " + what + ": " + e.getMessage(), e);
    }

    /** Closes the session that asks; the next question opens another. */
    public void close() {
        remote.close();
    }
}
