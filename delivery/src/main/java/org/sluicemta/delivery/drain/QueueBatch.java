package org.sluicemta.delivery.drain;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientConsumer;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.letter.OutboundMessage;
import org.sluicemta.handoff.ReturnedMail;
import org.sluicemta.lane.LaneName;
import org.sluicemta.mail.MessageContent;
import org.sluicemta.queue.broker.QueueNames;
import org.sluicemta.queue.broker.QueueUse;
import org.sluicemta.queue.broker.TakingSession;
import org.sluicemta.queue.lane.LaneReader;
import org.sluicemta.queue.lane.QueuedMail;
import org.sluicemta.queue.lane.TakenMail;
import org.sluicemta.queue.lane.UnreadableMessageException;
import org.sluicemta.delivery.outcome.Settlement;
import org.sluicemta.delivery.outcome.SettlingException;

/**
 * Takes a batch from a queue through its handler into one transaction. What cannot be handled goes to the dead letters in
 * the same transaction, and what cannot be read for now stays in its queue, so one message never stops or repeats the
 * others.
 */
final class QueueBatch {
    private static final Logger LOG = LoggerFactory.getLogger(QueueBatch.class);

    private final QueueContext context;
    private final MessageHandler handler;
    private final String queue;

    /** So many that cannot be read for now end a batch: then more than a message is at fault. */
    private static final int MOST_LEFT = 10;

    private final List<ClientMessage> done = new ArrayList<>();
    private final List<ClientMessage> dead = new ArrayList<>();
    private final List<MessageContent> contents = new ArrayList<>();
    private final List<Settlement> settlements = new ArrayList<>();
    private final List<OutboundMessage> leftLanes = new ArrayList<>();
    private long bytes;
    private int left;

    QueueBatch(QueueContext context, MessageHandler handler, String queue) {
        this.context = context;
        this.handler = handler;
        this.queue = queue;
    }

    /** Fills itself, beginning with this message, as long as more is at hand. */
    void fill(ClientMessage first, ClientConsumer consumer) throws ActiveMQException, IOException {
        ClientMessage message = first;
        while (message != null) {
            handle(message);
            boolean full = done.size() >= QueueContext.BATCH || bytes >= QueueContext.BATCH_BYTES || left >= MOST_LEFT;
            message = full ? null : consumer.receiveImmediate();
        }
    }

    /** Messages that stay in the queue. This session is not given them again. */
    int left() {
        return left;
    }

    private void handle(ClientMessage message) {
        try {
            Object mail = read(message);
            settlements.add(handler.handle(mail));
            done.add(message);
            if (mail instanceof WaitingMail waiting && waiting.movedFrom() != null) {
                leftLanes.add(waiting.taken().mail());
            }
        } catch (IOException e) {
            LOG.warn("A message of {} cannot be read for now and stays there: {}", queue, e.getMessage());
            left++;
        } catch (Exception e) {
            LOG.error("A message of {} cannot be handled and goes to the dead letters: {}", queue, e.getMessage(), e);
            dead.add(message);
            done.add(message);
        }
    }

    private Object read(ClientMessage message) throws UnreadableMessageException, IOException {
        if (queue.equals(QueueNames.INTAKE_BOUNCE)) {
            ReturnedMail mail = context.reader().returned(message);
            add(mail.content());
            return mail;
        }
        OutboundMessage mail = context.reader().outbound(message);
        add(mail.content());
        Optional<LaneName> movedFrom = origin(message);
        LaneName lane = movedFrom.orElseGet(() -> context.lanes().lane(mail.pool(), mail.site(), mail.tenant()));
        return new WaitingMail(
                new TakenMail(mail, lane, LaneReader.lastReply(message)),
                queue,
                movedFrom.orElse(null),
                LaneReader.due(message));
    }

    private void add(MessageContent content) {
        contents.add(content);
        bytes += content.size();
    }

    private static Optional<LaneName> origin(ClientMessage message) {
        SimpleString original = message.getSimpleStringProperty(Message.HDR_ORIGINAL_QUEUE);
        return original == null ? Optional.empty() : LaneName.parse(original.toString());
    }

    /** May be called again after a failure. */
    void makeDurable() throws SettlingException {
        context.settler().makeDurable(settlements);
    }

    void commit(TakingSession session) throws ActiveMQException, IOException {
        try (QueueUse.Permit sending = context.use().sending()) {
            for (Settlement settlement : settlements) {
                for (QueuedMail mail : settlement.sends()) {
                    context.writer().send(session.sends(), mail);
                }
                for (QueuedMail mail : settlement.notices()) {
                    context.writer().send(session.sends(), mail);
                }
            }
            for (ClientMessage message : dead) {
                session.forward(QueueNames.DEAD, message);
            }
            for (ClientMessage message : done) {
                message.individualAcknowledge();
            }
            session.sends().commit();
        }
        announce();
    }

    private void announce() {
        leftLanes.forEach(context.lanes()::left);
        for (Settlement settlement : settlements) {
            context.announcer().announceMoved(settlement.sends());
            context.announcer().announceNew(settlement.notices());
        }
    }

    /** Lets go of spool files, whatever became of the batch. */
    void release() {
        for (MessageContent content : contents) {
            try {
                context.reader().release(content);
            } catch (IOException e) {
                LOG.warn("A spool file stays behind until the next start: {}", e.getMessage());
            }
        }
    }
}
