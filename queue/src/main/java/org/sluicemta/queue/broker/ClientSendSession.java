package org.sluicemta.queue.broker;

import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientProducer;
import org.apache.activemq.artemis.api.core.client.ClientSession;

/**
 * A transacted client session and its producer. Acknowledgements on the same session belong to the same transaction. A
 * producer never waits for the broker by itself, so every few megabytes this sends the broker a request. Once the reply
 * arrives, nothing sent earlier is still in memory.
 */
final class ClientSendSession implements SendSession {
    private static final long SENT_AHEAD = 4 << 20;

    private final ClientSession session;
    private final ClientProducer producer;
    private long ahead;

    ClientSendSession(ClientSession session) throws ActiveMQException {
        this.session = session;
        this.producer = session.createProducer();
    }

    @Override
    public void send(String queue, ClientMessage message) throws ActiveMQException {
        SimpleString address = SimpleString.of(queue);
        boolean streamed = message.getBodyInputStream() != null;
        producer.send(address, message);
        ahead += streamed ? SENT_AHEAD : message.getEncodeSize();
        if (ahead >= SENT_AHEAD) {
            session.queueQuery(address);
            ahead = 0;
        }
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
