package org.sluicemta.queue.broker;

import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.core.server.ServerSession;

/**
 * Sends into the transaction that a client session of the embedded broker acknowledges in. Through the session's in-VM
 * connection all that is sent would wait in memory until the broker has read it, a batch of large messages whole: nothing
 * holds a sender back there. What is sent must come before the acknowledgements of the same transaction, since those are
 * under way on a thread of the broker until the commit has returned.
 */
final class SettlingSendSession implements SendSession {
    private final ClientSession session;
    private final ServerSession ofBroker;
    private final RunningBroker broker;
    private final DirectSends sends;

    SettlingSendSession(RunningBroker broker, ClientSession session, ServerSession ofBroker) {
        this.broker = broker;
        this.session = session;
        this.ofBroker = ofBroker;
        this.sends = new DirectSends(broker, ofBroker.getSessionContext());
    }

    @Override
    public void send(String queue, ClientMessage message) throws ActiveMQException {
        sends.send(ofBroker.getCurrentTransaction(), queue, message);
    }

    @Override
    public void commit() throws ActiveMQException {
        session.commit();
        broker.requireUsable();
    }

    @Override
    public boolean isClosed() {
        return session.isClosed() || !broker.isUsable();
    }

    @Override
    public void close() throws ActiveMQException {
        session.close();
    }
}
