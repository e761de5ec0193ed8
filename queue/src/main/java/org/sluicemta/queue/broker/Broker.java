package org.sluicemta.queue.broker;

import java.util.function.Consumer;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ICoreMessage;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.jspecify.annotations.Nullable;

/** The message broker: embedded, or reached by URL. */
public interface Broker {
    /** Starts the broker, or checks that it can be reached. */
    void start() throws BrokerException;

    void stop() throws BrokerException;

    /** A new connection. Sessions on different connections don't wait for each other in the broker. */
    ClientSessionFactory connect() throws ActiveMQException;

    /** A session that sends without a connection if the broker is in this process; otherwise null. */
    @Nullable
    SendSession directSession() throws ActiveMQException;

    /** A session that takes without a connection if the broker is in this process; otherwise null. */
    @Nullable
    TakingSession directTaking() throws ActiveMQException;

    /** The broker itself if it runs in this process; otherwise null. */
    @Nullable
    ActiveMQServer inProcess() throws ActiveMQException;

    /**
     * Registers a listener for every message handed to a consumer of this process. Call it before anything is consumed.
     * The embedded broker calls it before the message has left its queue, and for each message an operator moves before
     * it is in the other queue.
     */
    void onTaken(Consumer<ICoreMessage> watch);

    /** Whether a durable send can succeed at the moment. Never blocks. The server is ready only when this is true. */
    boolean canWrite();

    /** Whether other nodes may put mail into our lanes without our knowledge. */
    boolean isShared();

    /**
     * The broker keeps a page or two of each queue with a backlog in memory. This makes them fit, however many there
     * are. An external broker has its own settings and memory.
     *
     * @param lanes queues that have mail
     */
    void sizePages(int lanes);
}
