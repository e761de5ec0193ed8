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

    /** A query to the broker. */
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

    /** A command to the broker. */
    private interface Order {
        void give(QueueControls queues) throws Exception;
    }

    private void tell(String what, Order order) throws BrokerException {
        ask(what, queues -> {
            order.give(queues);
            return what;
        });
    }

    /** The queues whose names start with this, in no particular order. */
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
     * As {@link #find}, including everything committed before this call. By itself the broker counts with a short
     * delay.
     *
     * @throws BrokerException also when there is no such queue
     */
    public Optional<QueueFacts> findSettled(String queue) throws BrokerException {
        return ask("find queue " + queue, queues -> {
            queues.settle(queue);
            return queues.find(queue);
        });
    }

    /** Stops deliveries from a queue; also after a restart. */
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
     * @return how many; 0 if the queue has been removed in the meantime
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

    /** Whether mail may be moving from one queue to another. Someone looking through all queues might miss it. */
    public boolean isMoving() {
        return movesEnded.get() != movesBegun.get();
    }

    /** How often {@link #move} has been started. */
    public long moves() {
        return movesBegun.get();
    }

    /**
     * Shows each message waiting in a queue; messages held by a consumer may be left out. A queue that doesn't exist
     * counts as empty.
     */
    public void look(String queue, Consumer<ICoreMessage> each) throws BrokerException {
        tell("show queue " + queue, queues -> queues.look(queue, each));
    }

    /**
     * A property, shorter than 256 characters, of each message held by a consumer of the queue in any process. A queue
     * that doesn't exist counts as empty.
     */
    public List<String> delivering(String queue, SimpleString property) throws BrokerException {
        return ask("show what is taken from queue " + queue, queues -> queues.delivering(queue, property));
    }

    /**
     * Counts messages, including those held by consumers.
     *
     * @param filter as for {@link #move}
     */
    public long count(String queue, String filter) throws BrokerException {
        return ask("count mail of queue " + queue, queues -> queues.count(queue, filter));
    }

    /** Milliseconds since the oldest message of the queue arrived in it; empty for an empty queue. */
    public Optional<Long> oldestAgeMillis(String queue) throws BrokerException {
        return Optional.of(ask("look into queue " + queue, queues -> queues.oldestAgeMillis(queue)))
                .filter(age -> age > 0);
    }

    /** Creates a durable queue unless it exists. */
    public void create(String queue) throws BrokerException {
        tell("create queue " + queue, queues -> queues.create(queue));
    }

    /** Removes a queue and its messages, if it exists. */
    public void delete(String queue) throws BrokerException {
        tell("delete queue " + queue, queues -> queues.delete(queue));
    }

    private static BrokerException failed(String what, Exception e) {
        return new BrokerException("the broker refused to " + what + ": " + e.getMessage(), e);
    }

    /** Closes the session used for queries; the next query opens another. */
    public void close() {
        remote.close();
    }
}
