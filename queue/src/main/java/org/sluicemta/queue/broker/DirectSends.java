package org.sluicemta.queue.broker;

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
import org.apache.activemq.artemis.core.server.LargeServerMessage;
import org.apache.activemq.artemis.core.server.RoutingContext;
import org.apache.activemq.artemis.core.server.impl.RoutingContextImpl;
import org.apache.activemq.artemis.core.transaction.Transaction;

/**
 * Adds messages to a transaction of the embedded broker on the sender's own thread. Large content is written to its
 * file piece by piece, so it never accumulates in memory, however many senders there are.
 */
final class DirectSends {
    private static final int LARGE_PIECE = 64 << 10;

    private final RunningBroker broker;
    private final StorageManager storage;
    private final OperationContext context;

    /** @param context whose completion the commit waits for */
    DirectSends(RunningBroker broker, OperationContext context) {
        this.broker = broker;
        this.storage = broker.server().getStorageManager();
        this.context = context;
    }

    /** Runs with this context on the thread, so that the thread waits for its own writes. */
    interface Step {
        void take() throws Exception;
    }

    void send(Transaction open, String queue, ClientMessage message) throws ActiveMQException {
        SimpleString address = SimpleString.of(queue);
        inContext(() -> {
            broker.make(address, context);
            message.setAddress(address);
            if (message.getBodyInputStream() == null) {
                message.setMessageID(storage.generateID());
                // A message that doesn't fit into the journal's buffer becomes a large message.
                route(open, LargeServerMessageImpl.checkLargeMessage(message, storage));
            } else {
                routeLarge(open, message);
            }
        });
    }

    /** Forwards a message of the broker with its own properties. */
    void forward(Transaction open, String queue, Message message) throws ActiveMQException {
        SimpleString address = SimpleString.of(queue);
        inContext(() -> {
            broker.make(address, context);
            Message copy = message.copy(storage.generateID());
            copy.setAddress(address);
            route(open, copy);
        });
    }

    void inContext(Step step) throws ActiveMQException {
        storage.setContext(context);
        try {
            step.take();
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

    private void routeLarge(Transaction open, ClientMessage message) throws Exception {
        LargeServerMessage large = storage.createCoreLargeMessage(storage.generateID(), message);
        try (InputStream content = message.getBodyInputStream()) {
            byte[] piece = new byte[LARGE_PIECE];
            long size = 0;
            for (int read = content.readNBytes(piece, 0, LARGE_PIECE);
                    read > 0;
                    read = content.readNBytes(piece, 0, LARGE_PIECE)) {
                large.addBytes(read == LARGE_PIECE ? piece : Arrays.copyOf(piece, read));
                size += read;
            }
            large.releaseResources(true, true);
            large.toMessage().putLongProperty(Message.HDR_LARGE_BODY_SIZE, size); // consumers ask for it
            route(open, large.toMessage());
        } catch (Exception e) {
            large.deleteFile();
            throw e;
        }
    }

    private void route(Transaction open, Message message) throws Exception {
        RoutingContext routing = new RoutingContextImpl(open);
        routing.setAddress(message.getAddressSimpleString());
        routing.setRoutingType(RoutingType.ANYCAST);
        RoutingStatus status = broker.server().getPostOffice().route(message, routing, false);
        if (status != RoutingStatus.OK) {
            throw new ActiveMQException("queue " + message.getAddress() + " does not take the message: " + status);
        }
    }
}
