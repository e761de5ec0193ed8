package org.sluicemta.routes.broker;

import java.io.IOException;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientProducer;
import org.apache.activemq.artemis.api.core.client.ClientSession;

/** A transacted session and its producer. Used by one thread at a time. */
public final class SendSession {
    private final ClientSession session;
    private final ClientProducer producer;

    public SendSession(ClientSession session) throws ActiveMQException {
        this.session = session;
        this.producer = session.createProducer();
    }

    /** What is sent inside a transaction. */
    public interface Sends {
        void into(SendSession session) throws ActiveMQException, IOException;
    }

    public ClientSession session() {
        return session;
    }

    /** Sends to a queue, which is made when it does not exist. Counts when the session is committed. */
    public void send(String queue, ClientMessage message) throws ActiveMQException {
        producer.send(SimpleString.of(queue), message);
    }

    /** Blocks until everything sent and acknowledged is on disk. */
    public void commit() throws ActiveMQException {
        session.commit();
    }

    public void close() throws ActiveMQException {
        session.close();
    }
}
