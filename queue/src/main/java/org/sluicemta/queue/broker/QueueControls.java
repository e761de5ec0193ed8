package org.sluicemta.queue.broker;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.activemq.artemis.api.core.ICoreMessage;
import org.apache.activemq.artemis.api.core.SimpleString;

/** The queries and commands of {@link QueueAdmin} to a broker, in this process or over a connection. Thread-safe. */
interface QueueControls {
    /** The queues whose names start with this, in no particular order. */
    List<QueueFacts> list(String prefix) throws Exception;

    Optional<QueueFacts> find(String queue) throws Exception;

    /** Creates a durable queue unless it exists. */
    void create(String queue) throws Exception;

    /** Removes a queue and its messages, if it exists. */
    void delete(String queue) throws Exception;

    /** Returns when everything committed before this call is counted. */
    void settle(String queue) throws Exception;

    /** Lasts through restarts. */
    void pause(String queue) throws Exception;

    void resume(String queue) throws Exception;

    /** @return how many messages were moved */
    int move(String queue, String filter, String target) throws Exception;

    /** Shows each message waiting in a queue; messages held by a consumer may be left out. */
    void look(String queue, Consumer<ICoreMessage> each) throws Exception;

    /** A property of each message held by a consumer of the queue in any process. */
    List<String> delivering(String queue, SimpleString property) throws Exception;

    /** Messages that match the filter, including those held by consumers. */
    long count(String queue, String filter) throws Exception;

    /** In milliseconds; 0 or less if there is none. */
    long oldestAgeMillis(String queue) throws Exception;
}
