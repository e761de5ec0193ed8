package org.sluicemta.routes.broker;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.core.persistence.OperationContext;
import org.apache.activemq.artemis.core.persistence.StorageManager;
import org.apache.activemq.artemis.core.persistence.impl.journal.LargeServerMessageImpl;
import org.apache.activemq.artemis.core.postoffice.RoutingStatus;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.LargeServerMessage;
import org.apache.activemq.artemis.core.server.RoutingContext;
import org.apache.activemq.artemis.core.server.impl.RoutingContextImpl;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.activemq.artemis.core.transaction.impl.TransactionImpl;
import org.jspecify.annotations.Nullable;

/**
 * Sends into the embedded broker on the sender's own thread. A client session would write each message into a packet that
 * the broker reads again, and wake five threads for a commit; here one is woken, when the journal is on disk.
 */
final class DirectSendSession implements SendSession {
    private static final int LARGE_PIECE = 64 << 10;

    private final ActiveMQServer server;
    private final StorageManager storage;
    private final OperationContext context;
    private final long timeoutMillis;
    private @Nullable Transaction transaction;
    private boolean closed;

    DirectSendSession(ActiveMQServer server, long timeoutMillis) {
        this.server = server;
        this.storage = server.getStorageManager();
        this.context = storage.newContext(server.getExecutorFactory().getExecutor());
        this.timeoutMillis = timeoutMillis;
    }

    /** A step of the transaction, which the broker must be able to tell from those of others. */
    private interface Step {
        void take(Transaction transaction) throws Exception;
    }

    @Override
    public void send(String queue, ClientMessage message) throws ActiveMQException, IOException {
        SimpleString address = SimpleString.of(queue);
        inTransaction(open -> {
            make(address);
            Message placed = message.setAddress(address);
            route(open, message.getBodyInputStream() == null ? small(placed) : large(message));
        });
    }

    @Override
    public void commit() throws ActiveMQException {
        inTransaction(open -> {
            open.commit();
            transaction = null;
            if (!context.waitCompletion(timeoutMillis)) {
                throw new ActiveMQException(
                        ActiveMQExceptionType.CONNECTION_TIMEDOUT,
                        "the disk did not answer in " + timeoutMillis + " ms");
            }
        });
    }

    private void inTransaction(Step step) throws ActiveMQException {
        storage.setContext(context);
        try {
            Transaction open = transaction;
            if (open == null) {
                open = new TransactionImpl(storage);
                transaction = open;
            }
            step.take(open);
        } catch (ActiveMQException e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ActiveMQException("interrupted while the broker wrote", e, ActiveMQExceptionType.INTERNAL_ERROR);
        } catch (Exception e) {
            throw new ActiveMQException(String.valueOf(e.getMessage()), e, ActiveMQExceptionType.INTERNAL_ERROR);
        } finally {
            storage.clearContext();
        }
    }

    private void make(SimpleString queue) throws Exception {
        if (server.locateQueue(queue) == null) {
            server.createQueue(
                    EmbeddedConfiguration.durable(queue.toString())
                            .setAutoCreated(true)
                            .setAutoCreateAddress(true),
                    true);
        }
    }

    private Message small(Message message) throws Exception {
        message.setMessageID(storage.generateID());
        // One that does not fit into the journal's buffer becomes a large one.
        return LargeServerMessageImpl.checkLargeMessage(message, storage);
    }

    private Message large(ClientMessage message) throws Exception {
        LargeServerMessage large = storage.createCoreLargeMessage(storage.generateID(), message);
        try (InputStream content = message.getBodyInputStream()) {
            byte[] piece = new byte[LARGE_PIECE];
            long size = 0;
            for (int read = content.read(piece); read >= 0; read = content.read(piece)) {
                large.addBytes(read == piece.length ? piece : Arrays.copyOf(piece, read));
                size += read;
            }
            large.releaseResources(true, true);
            large.toMessage().putLongProperty(Message.HDR_LARGE_BODY_SIZE, size); // consumers ask for it
            return large.toMessage();
        } catch (IOException | RuntimeException e) {
            large.deleteFile();
            throw e;
        }
    }

    private void route(Transaction open, Message message) throws Exception {
        RoutingContext routing = new RoutingContextImpl(open);
        routing.setAddress(message.getAddressSimpleString());
        routing.setRoutingType(RoutingType.ANYCAST);
        RoutingStatus status = server.getPostOffice().route(message, routing, false);
        if (status != RoutingStatus.OK) {
            throw new ActiveMQException("queue " + message.getAddress() + " does not take the message: " + status);
        }
    }

    @Override
    public boolean isClosed() {
        return closed || !server.isActive();
    }

    @Override
    public void close() throws ActiveMQException {
        closed = true;
        if (transaction != null) {
            inTransaction(Transaction::rollback);
            transaction = null;
        }
    }
}
