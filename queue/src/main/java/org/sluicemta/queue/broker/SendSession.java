package org.sluicemta.queue.broker;

import java.io.IOException;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.client.ClientMessage;

/** A transacted session for sending; sends take effect when it is committed. Used by one thread at a time. */
public interface SendSession {
    /** What is sent inside a transaction. */
    interface Sends {
        void into(SendSession session) throws ActiveMQException, IOException;
    }

    /** Sends to a queue, which is made when it does not exist. Counts when the session is committed. */
    void send(String queue, ClientMessage message) throws ActiveMQException;

    /**
     * Blocks until everything sent is on disk.
     *
     * @throws ActiveMQException when nothing was committed, or when it is not known whether it was: the session is
     *     unusable
     */
    void commit() throws ActiveMQException;

    boolean isClosed();

    /** Discards everything sent and not committed. */
    void close() throws ActiveMQException;
}
