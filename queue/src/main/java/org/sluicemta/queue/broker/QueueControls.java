package org.sluicemta.queue.broker;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.activemq.artemis.api.core.ICoreMessage;
import org.apache.activemq.artemis.api.core.SimpleString;

/** What {@link QueueAdmin} asks and tells a broker; in this process or over a connection. Thread-safe. */
interface QueueControls {
    /** The queues whose name starts so, in no order. */
    List<QueueFacts> list(String prefix) throws Exception;

    Optional<QueueFacts> find(String queue) throws Exception;

    /** Makes a durable queue; no fault when it exists. */
    void create(String queue) throws Exception;

    /** Removes a queue and what is in it; no fault when it does not exist. */
    void delete(String queue) throws Exception;

    /** Returns when everything that was committed before is counted. */
    void settle(String queue) throws Exception;

    /** Through restarts too. */
    void pause(String queue) throws Exception;

    void resume(String queue) throws Exception;

    /** @return how many messages went */
    int move(String queue, String filter, String target) throws Exception;

    /** Shows each message that waits in a queue; those that a consumer holds need not be among them. */
    void look(String queue, Consumer<ICoreMessage> each) throws Exception;

    /** A property of each message that a consumer of the queue holds, whichever process it is in. */
    List<String> delivering(String queue, SimpleString property) throws Exception;

    /** Messages that fit the filter, those that a consumer holds among them. */
    long count(String queue, String filter) throws Exception;

    /** Milliseconds, 0 or less for none. */
    long oldestAgeMillis(String queue) throws Exception;
}
