package org.sluicemta.queue.broker;

import java.io.IOException;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.client.ClientMessage;

/** A transacted session for sending; sends take effect when it is committed. Used by one thread at a time. */
public interface SendSession {
    /** Sends within a transaction. */
    interface Sends {
        void into(SendSession session) throws ActiveMQException, IOException;
    }

    /** Sends to a queue, which is created if it doesn't exist. Takes effect when the session is committed. */
    void send(String queue, ClientMessage message) throws ActiveMQException;

    /**
     * Blocks until everything sent is on disk.
     *
     * @throws ActiveMQException if nothing was committed, or it is unknown whether anything was. The session is then
     *     unusable
     */
    void commit() throws ActiveMQException;

    boolean isClosed();

    /** Discards everything sent but not committed. */
    void close() throws ActiveMQException;
}
