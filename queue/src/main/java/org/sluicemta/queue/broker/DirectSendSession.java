package org.sluicemta.queue.broker;

import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.core.persistence.OperationContext;
import org.apache.activemq.artemis.core.persistence.StorageManager;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.activemq.artemis.core.transaction.impl.TransactionImpl;
import org.jspecify.annotations.Nullable;

/**
 * Sends to the embedded broker on the sender's own thread. That thread must not be interrupted, because it writes the
 * broker's files. A client session would encode each message into a packet that the broker decodes again, and each
 * commit would pass through the executors of the connection and the session and back.
 */
final class DirectSendSession implements SendSession {
    private final RunningBroker broker;
    private final StorageManager storage;
    private final OperationContext context;
    private final DirectSends sends;
    private @Nullable Transaction transaction;
    private boolean closed;

    DirectSendSession(RunningBroker broker) {
        this.broker = broker;
        this.storage = broker.server().getStorageManager();
        this.context = broker.context();
        this.sends = new DirectSends(broker, context);
    }

    @Override
    public void send(String queue, ClientMessage message) throws ActiveMQException {
        sends.send(transaction(), queue, message);
    }

    @Override
    public void commit() throws ActiveMQException {
        Transaction open = transaction();
        sends.inContext(() -> {
            open.commit();
            transaction = null;
            broker.await(context);
        });
    }

    /** Forwards a message of the broker unchanged. */
    void forward(String queue, Message message) throws ActiveMQException {
        sends.forward(transaction(), queue, message);
    }

    /** What the next transaction will do. */
    interface Step {
        void take(Transaction open) throws Exception;
    }

    void inTransaction(Step step) throws ActiveMQException {
        Transaction open = transaction();
        sends.inContext(() -> step.take(open));
    }

    void inContext(DirectSends.Step step) throws ActiveMQException {
        sends.inContext(step);
    }

    private Transaction transaction() {
        Transaction open = transaction;
        if (open == null) {
            open = new TransactionImpl(storage);
            transaction = open;
        }
        return open;
    }

    @Override
    public boolean isClosed() {
        return closed || !broker.isUsable();
    }

    @Override
    public void close() throws ActiveMQException {
        closed = true;
        Transaction open = transaction;
        if (open != null) {
            sends.inContext(open::rollback);
            transaction = null;
        }
    }
}
