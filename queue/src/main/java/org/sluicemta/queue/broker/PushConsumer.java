package org.sluicemta.queue.broker;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;
import org.apache.activemq.artemis.api.core.ICoreMessage;
import org.apache.activemq.artemis.core.filter.Filter;
import org.apache.activemq.artemis.core.persistence.StorageManager;
import org.apache.activemq.artemis.core.server.HandleStatus;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.activemq.artemis.core.transaction.impl.TransactionImpl;
import org.jspecify.annotations.Nullable;

/**
 * A consumer inside the embedded broker. For each message the queue asks for room, holding its own lock, and delivers
 * the message once it has released the lock. If there is no room, the queue stops by itself until it is told to
 * continue.
 */
final class PushConsumer implements org.apache.activemq.artemis.core.server.Consumer, Feed {
    private final Queue queue;
    private final StorageManager storage;
    private final Taker taker;
    private final long id;
    private final Consumer<ICoreMessage> watch;
    private final Consumer<PushConsumer> onClose;
    /** Taken but not acknowledged, in queue order. */
    private final Set<MessageReference> delivering = new LinkedHashSet<>();

    private boolean closed;

    /**
     * @param watch called with each message while it is still visible in the queue
     * @param onClose called once, when the feed ends
     */
    PushConsumer(
            Queue queue,
            StorageManager storage,
            Taker taker,
            Consumer<ICoreMessage> watch,
            Consumer<PushConsumer> onClose) {
        this.queue = queue;
        this.storage = storage;
        this.taker = taker;
        this.id = storage.generateID();
        this.watch = watch;
        this.onClose = onClose;
    }

    /** A reference that was pushed. */
    record Pushed(MessageReference reference, PushConsumer from, int octets) implements TakenMessage {
        @Override
        public ICoreMessage message() {
            return reference.getMessage().toCore();
        }

        void acknowledge(Transaction open) throws Exception {
            if (!from.forget(reference)) {
                throw new ActiveMQException(
                        ActiveMQExceptionType.ILLEGAL_STATE, "the message has gone back to its queue");
            }
            reference.getQueue().acknowledge(open, reference);
        }
    }

    static Pushed pushed(TakenMessage taken) {
        if (taken instanceof Pushed pushed) {
            return pushed;
        }
        throw new IllegalArgumentException("not taken from the embedded broker: " + taken);
    }

    static MessageReference reference(TakenMessage taken) {
        return pushed(taken).reference();
    }

    private synchronized boolean forget(MessageReference reference) {
        return delivering.remove(reference);
    }

    @Override
    public synchronized HandleStatus handle(MessageReference reference) {
        if (closed || !taker.reserve(reference.getMessageMemoryEstimate())) {
            return HandleStatus.BUSY;
        }
        watch.accept(reference.getMessage().toCore());
        delivering.add(reference);
        reference.handled();
        reference.setConsumerId(id);
        reference.incrementDeliveryCount();
        return HandleStatus.HANDLED;
    }

    @Override
    public void proceedDeliver(MessageReference reference) {
        synchronized (this) {
            if (!delivering.contains(reference)) {
                return; // it returned to the queue when the feed was closed
            }
        }
        taker.take(new Pushed(reference, this, reference.getMessageMemoryEstimate()));
    }

    @Override
    public void more() {
        queue.deliverAsync();
    }

    @Override
    public void close() throws ActiveMQException {
        queue.removeConsumer(this);
        List<MessageReference> back = end();
        if (back.isEmpty()) {
            return;
        }
        try {
            giveBack(back);
        } catch (Exception e) {
            throw new ActiveMQException(
                    "messages of " + queue.getName() + " did not go back", e, ActiveMQExceptionType.INTERNAL_ERROR);
        }
    }

    private void giveBack(List<MessageReference> back) throws Exception {
        Transaction rolledBack = new TransactionImpl(storage);
        for (MessageReference reference : back) {
            reference.getQueue().cancel(rolledBack, reference, true);
        }
        rolledBack.rollback();
    }

    private synchronized List<MessageReference> end() {
        if (!closed) {
            closed = true;
            onClose.accept(this);
        }
        List<MessageReference> back = new ArrayList<>(delivering);
        delivering.clear();
        return back;
    }

    /** The queue was removed. */
    @Override
    public void disconnect() {
        end();
        taker.broken("queue " + queue.getName() + " was removed");
    }

    @Override
    public void failed(Throwable cause) {
        disconnect();
    }

    @Override
    public synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public @Nullable Filter getFilter() {
        return null;
    }

    @Override
    public synchronized List<MessageReference> getDeliveringMessages() {
        return List.copyOf(delivering);
    }

    @Override
    public String debug() {
        return toString();
    }

    @Override
    public String toManagementString() {
        return toString();
    }

    @Override
    public long sequentialID() {
        return id;
    }

    @Override
    public String toString() {
        return "sluice taker " + id + " of " + queue.getName();
    }
}
