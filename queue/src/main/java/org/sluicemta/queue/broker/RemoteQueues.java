package org.sluicemta.queue.broker;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;
import org.apache.activemq.artemis.api.core.ICoreMessage;
import org.apache.activemq.artemis.api.core.JsonUtil;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientConsumer;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientRequestor;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.management.ManagementHelper;
import org.apache.activemq.artemis.api.core.management.ResourceNames;
import org.apache.activemq.artemis.json.JsonArray;
import org.apache.activemq.artemis.json.JsonObject;
import org.apache.activemq.artemis.json.JsonValue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The queues of an external broker, reached through its management address. One query at a time. */
final class RemoteQueues implements QueueControls {
    private static final Logger LOG = LoggerFactory.getLogger(RemoteQueues.class);
    private static final String MANAGEMENT_ADDRESS = "activemq.management";
    private static final int PAGE = 1_000;

    private final Connections connections;
    private final long timeoutMillis;
    private @Nullable ClientSession session;
    private @Nullable ClientRequestor requestor;

    RemoteQueues(Connections connections, BrokerTuning tuning) {
        this.connections = connections;
        this.timeoutMillis = tuning.callTimeout().toMillis();
    }

    @Override
    public List<QueueFacts> list(String prefix) throws Exception {
        return listed("CONTAINS", prefix).stream()
                .filter(facts -> facts.name().startsWith(prefix))
                .toList();
    }

    @Override
    public Optional<QueueFacts> find(String queue) throws Exception {
        return listed("EQUALS", queue).stream()
                .filter(facts -> facts.name().equals(queue))
                .findFirst();
    }

    private List<QueueFacts> listed(String operation, String name) throws Exception {
        List<QueueFacts> found = new ArrayList<>();
        String filter = "{\"field\":\"name\",\"operation\":\"" + operation + "\",\"value\":\"" + name + "\"}";
        int page = 1;
        int seen;
        do {
            String answer = String.valueOf(call(ResourceNames.BROKER, "listQueues", filter, page++, PAGE));
            JsonArray data = JsonUtil.readJsonObject(answer).getJsonArray("data");
            seen = data.size();
            for (int i = 0; i < seen; i++) {
                found.add(facts(data.getJsonObject(i)));
            }
        } while (seen == PAGE);
        return found;
    }

    private static QueueFacts facts(JsonObject queue) {
        return new QueueFacts(
                queue.getString("name", ""),
                Long.parseLong(queue.getString("messageCount", "0")),
                Long.parseLong(queue.getString("deliveringCount", "0")),
                Long.parseLong(queue.getString("messagesAcked", "0")),
                Integer.parseInt(queue.getString("consumerCount", "0")),
                Boolean.parseBoolean(queue.getString("paused", "false")));
    }

    @Override
    public void create(String queue) throws Exception {
        try (ClientSession making = connections.asking()) {
            making.createQueue(EmbeddedConfiguration.durable(queue).setAutoCreateAddress(true));
        } catch (ActiveMQException e) {
            if (e.getType() != ActiveMQExceptionType.QUEUE_EXISTS) {
                throw e;
            }
        }
    }

    @Override
    public void delete(String queue) throws Exception {
        try (ClientSession removing = connections.asking()) {
            removing.deleteQueue(queue);
        } catch (ActiveMQException e) {
            if (e.getType() != ActiveMQExceptionType.QUEUE_DOES_NOT_EXIST) {
                throw e;
            }
        }
    }

    @Override
    public void settle(String queue) throws Exception {
        call(ResourceNames.QUEUE + queue, "flushExecutor");
    }

    @Override
    public void pause(String queue) throws Exception {
        call(ResourceNames.QUEUE + queue, "pause", true);
    }

    @Override
    public void resume(String queue) throws Exception {
        call(ResourceNames.QUEUE + queue, "resume");
    }

    @Override
    public int move(String queue, String filter, String target) throws Exception {
        Object moved = call(ResourceNames.QUEUE + queue, "moveMessages", filter, target);
        return moved instanceof Number number ? number.intValue() : 0;
    }

    @Override
    public long count(String queue, String filter) throws Exception {
        Object counted = call(ResourceNames.QUEUE + queue, "countMessages", filter);
        return counted instanceof Number number ? number.longValue() : 0;
    }

    @Override
    public long oldestAgeMillis(String queue) throws Exception {
        Object age = call(ResourceNames.QUEUE + queue, "getFirstMessageAge");
        return age instanceof Number number ? number.longValue() : 0;
    }

    @Override
    public void look(String queue, Consumer<ICoreMessage> each) throws Exception {
        try (ClientSession looking = connections.asking();
                ClientConsumer browser = looking.createConsumer(SimpleString.of(queue), true)) {
            looking.start();
            for (ClientMessage message = browser.receiveImmediate();
                    message != null;
                    message = browser.receiveImmediate()) {
                each.accept(message);
            }
        }
    }

    /** The broker cuts off properties of 256 or more characters. */
    @Override
    public List<String> delivering(String queue, SimpleString property) throws Exception {
        String answer = String.valueOf(call(ResourceNames.QUEUE + queue, "listDeliveringMessagesAsJSON"));
        List<String> found = new ArrayList<>();
        for (JsonValue consumer : JsonUtil.readJsonArray(answer)) {
            JsonArray held = consumer.asJsonObject().getJsonArray("elements");
            for (int i = 0; i < held.size(); i++) {
                String value = held.getJsonObject(i).getString(property.toString(), "");
                if (!value.isEmpty()) {
                    found.add(value);
                }
            }
        }
        return found;
    }

    private synchronized Object call(String resource, String operation, Object... arguments) throws Exception {
        ClientRequestor asking = requestor();
        ClientMessage request = asked().createMessage(false);
        ManagementHelper.putOperationInvocation(request, resource, operation, arguments);
        ClientMessage reply = asking.request(request, timeoutMillis);
        if (reply == null) {
            throw new IllegalStateException("no answer within " + timeoutMillis + " ms");
        }
        Object result = ManagementHelper.getResult(reply);
        if (!ManagementHelper.hasOperationSucceeded(reply)) {
            throw new IllegalStateException(String.valueOf(result));
        }
        return result == null ? "" : result;
    }

    private ClientSession asked() throws Exception {
        ClientSession current = session;
        if (current == null || current.isClosed()) {
            current = connections.asking();
            current.start();
            session = current;
            requestor = null;
        }
        return current;
    }

    private ClientRequestor requestor() throws Exception {
        ClientSession current = asked();
        ClientRequestor asking = requestor;
        if (asking == null) {
            asking = new ClientRequestor(current, MANAGEMENT_ADDRESS);
            requestor = asking;
        }
        return asking;
    }

    /** A failed query may have left something behind, so the next one starts with a new session. */
    synchronized void close() {
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
