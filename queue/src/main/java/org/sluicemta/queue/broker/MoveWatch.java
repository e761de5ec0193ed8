package org.sluicemta.queue.broker;

import java.util.function.Consumer;
import org.apache.activemq.artemis.api.core.ICoreMessage;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.postoffice.RoutingStatus;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.ServerConsumer;
import org.apache.activemq.artemis.core.server.impl.AckReason;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerMessagePlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;

/**
 * Reports messages the broker moves between queues, whoever asked for it. It is called inside the moving transaction,
 * so that a scan of the queues can't miss the message in both.
 */
final class MoveWatch implements ActiveMQServerMessagePlugin {
    private final Consumer<ICoreMessage> watch;

    MoveWatch(Consumer<ICoreMessage> watch) {
        this.watch = watch;
    }

    @Override
    public void messageMoved(
            Transaction transaction,
            MessageReference reference,
            AckReason reason,
            SimpleString address,
            Long queue,
            ServerConsumer consumer,
            Message moved,
            RoutingStatus result) {
        watch.accept(reference.getMessage().toCore());
    }
}
