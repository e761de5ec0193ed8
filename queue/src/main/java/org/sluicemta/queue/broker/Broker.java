package org.sluicemta.queue.broker;

import java.util.function.Consumer;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ICoreMessage;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.jspecify.annotations.Nullable;

/** The message broker that lanes live in: our own, embedded, or one reached by URL. */
public interface Broker {
    /** Starts it or checks that it can be reached. */
    void start() throws BrokerException;

    void stop() throws BrokerException;

    /** A new connection; sessions on different connections do not wait for each other in the broker. */
    ClientSessionFactory connect() throws ActiveMQException;

    /** A session that goes around connections, when the broker is in this process; else null. */
    @Nullable
    SendSession directSession() throws ActiveMQException;

    /** A session that takes without a connection, when the broker is in this process; else null. */
    @Nullable
    TakingSession directTaking() throws ActiveMQException;

    /** The broker itself, when it runs in this process; else null. */
    @Nullable
    ActiveMQServer inProcess() throws ActiveMQException;

    /**
     * Tells of each message on its way to a taker of this process; set before anything is taken. The embedded broker tells
     * before the message has left its queue, and of each that is moved to another queue at an operator's word, before it is
     * there.
     */
    void onTaken(Consumer<ICoreMessage> watch);

    /** Whether a durable send has a chance right now. Never blocks; the server is ready only when this is true. */
    boolean canWrite();

    /** Whether other nodes may put mail into our lanes behind our back. */
    boolean isShared();
}
