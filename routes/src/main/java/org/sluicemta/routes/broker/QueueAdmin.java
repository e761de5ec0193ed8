package org.sluicemta.routes.broker;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;
import org.apache.activemq.artemis.api.core.JsonUtil;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientRequestor;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.management.ManagementHelper;
import org.apache.activemq.artemis.api.core.management.ResourceNames;
import org.apache.activemq.artemis.json.JsonArray;
import org.apache.activemq.artemis.json.JsonObject;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks and tells the broker about queues, through its management address. Thread-safe; one question at a time. */
@Singleton
public final class QueueAdmin {
    private static final Logger LOG = LoggerFactory.getLogger(QueueAdmin.class);
    private static final String MANAGEMENT_ADDRESS = "activemq.management";
    private static final int PAGE = 1_000;

    private final Connections connections;
    private final long timeoutMillis;
    private @Nullable ClientSession session;
    private @Nullable ClientRequestor requestor;

    @Inject
    public QueueAdmin(Connections connections, BrokerTuning tuning) {
        this.connections = connections;
        this.timeoutMillis = tuning.callTimeout().toMillis();
    }

    /** The queues whose name starts so, in no order. */
    public List<QueueFacts> list(String prefix) throws BrokerException {
        List<QueueFacts> found = new ArrayList<>();
        String filter = "{\"field\":\"name\",\"operation\":\"CONTAINS\",\"value\":\"" + prefix + "\"}";
        int page = 1;
        int seen;
        do {
            String answer = text(call(ResourceNames.BROKER, "listQueues", filter, page++, PAGE));
            JsonArray data = JsonUtil.readJsonObject(answer).getJsonArray("data");
            seen = data.size();
            for (int i = 0; i < seen; i++) {
                QueueFacts facts = facts(data.getJsonObject(i));
                if (facts.name().startsWith(prefix)) {
                    found.add(facts);
                }
            }
        } while (seen == PAGE);
        return found;
    }

    public Optional<QueueFacts> find(String queue) throws BrokerException {
        return list(queue).stream().filter(facts -> facts.name().equals(queue)).findFirst();
    }

    /**
     * As {@link #find}, with everything counted that was committed before: by itself the broker counts a moment later.
     *
     * @throws BrokerException also when there is no such queue
     */
    public Optional<QueueFacts> findSettled(String queue) throws BrokerException {
        call(ResourceNames.QUEUE + queue, "flushExecutor");
        return find(queue);
    }

    private static FactsText text(JsonObject queue) {
        return name -> queue.getString(name, "0");
    }

    private interface FactsText {
        String of(String name);
    }

    private static QueueFacts facts(JsonObject queue) {
        FactsText text = text(queue);
        return new QueueFacts(
                text.of("name"),
                Long.parseLong(text.of("messageCount")),
                Long.parseLong(text.of("deliveringCount")),
                Long.parseLong(text.of("messagesAcked")),
                Integer.parseInt(text.of("consumerCount")),
                Boolean.parseBoolean(text.of("paused")));
    }

    /** Stops deliveries from a queue, through restarts too. */
    public void pause(String queue) throws BrokerException {
        call(ResourceNames.QUEUE + queue, "pause", true);
    }

    public void resume(String queue) throws BrokerException {
        call(ResourceNames.QUEUE + queue, "resume");
    }

    /**
     * Moves messages that no consumer holds.
     *
     * @param filter in the broker's filter syntax over message properties, or empty for all
     * @return how many
     */
    public int move(String queue, String filter, String target) throws BrokerException {
        Object moved = call(ResourceNames.QUEUE + queue, "moveMessages", filter, target);
        return moved instanceof Number number ? number.intValue() : 0;
    }

    /** Milliseconds since the oldest message of the queue came into it; empty for an empty queue. */
    public Optional<Long> oldestAgeMillis(String queue) throws BrokerException {
        Object age = call(ResourceNames.QUEUE + queue, "getFirstMessageAge");
        return age instanceof Number number && number.longValue() > 0
                ? Optional.of(number.longValue())
                : Optional.empty();
    }

    /** Makes a durable queue; no fault when it exists. */
    public synchronized void create(String queue) throws BrokerException {
        try {
            session().createQueue(EmbeddedConfiguration.durable(queue).setAutoCreateAddress(true));
        } catch (ActiveMQException e) {
            if (e.getType() != ActiveMQExceptionType.QUEUE_EXISTS) {
                throw failed("create queue " + queue, e);
            }
        }
    }

    /** Removes a queue and what is in it; no fault when it does not exist. */
    public synchronized void delete(String queue) throws BrokerException {
        try {
            session().deleteQueue(queue);
        } catch (ActiveMQException e) {
            if (e.getType() != ActiveMQExceptionType.QUEUE_DOES_NOT_EXIST) {
                throw failed("delete queue " + queue, e);
            }
        }
    }

    private static String text(Object answer) {
        return String.valueOf(answer);
    }

    private synchronized Object call(String resource, String operation, Object... arguments) throws BrokerException {
        try {
            ClientMessage request = session().createMessage(false);
            ManagementHelper.putOperationInvocation(request, resource, operation, arguments);
            ClientMessage reply = requestor().request(request, timeoutMillis);
            if (reply == null) {
                throw new IllegalStateException("no answer within " + timeoutMillis + " ms");
            }
            Object result = ManagementHelper.getResult(reply);
            if (!ManagementHelper.hasOperationSucceeded(reply)) {
                throw new IllegalStateException(String.valueOf(result));
            }
            return result == null ? "" : result;
        } catch (Exception e) {
            close();
            throw failed(operation + " on " + resource, e);
        }
    }

    private static BrokerException failed(String what, Exception e) {
        return new BrokerException("the broker refused to " + what + ": " + e.getMessage(), e);
    }

    private ClientSession session() throws ActiveMQException {
        ClientSession current = session;
        if (current == null || current.isClosed()) {
            current = connections.plain();
            current.start();
            session = current;
            requestor = null;
        }
        return current;
    }

    private ClientRequestor requestor() throws Exception {
        ClientRequestor current = requestor;
        if (current == null) {
            current = new ClientRequestor(session(), MANAGEMENT_ADDRESS);
            requestor = current;
        }
        return current;
    }

    /** Lets go of the session; the next question opens another. */
    public synchronized void close() {
        ClientRequestor asking = requestor;
        ClientSession current = session;
        session = null;
        requestor = null;
        try {
            if (asking != null) {
                asking.close(); // removes the reply queue while the broker is still there to do it
            } else if (current != null) {
                current.close();
            }
        } catch (Exception e) {
            LOG.debug("A management session did not close; the broker drops it with its connection", e);
        }
    }
}
