package org.sluicemta.routes.broker;

import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientProducer;
import org.apache.activemq.artemis.api.core.client.ClientSession;

/** A transacted client session and its producer; acknowledgements of the same session count with the sends. */
public final class ClientSendSession implements SendSession {
    private final ClientSession session;
    private final ClientProducer producer;

    public ClientSendSession(ClientSession session) throws ActiveMQException {
        this.session = session;
        this.producer = session.createProducer();
    }

    public ClientSession session() {
        return session;
    }

    @Override
    public void send(String queue, ClientMessage message) throws ActiveMQException {
        producer.send(SimpleString.of(queue), message);
    }

    /** Blocks until everything sent and acknowledged is on disk. */
    @Override
    public void commit() throws ActiveMQException {
        session.commit();
    }

    @Override
    public boolean isClosed() {
        return session.isClosed();
    }

    @Override
    public void close() throws ActiveMQException {
        session.close();
    }
}
