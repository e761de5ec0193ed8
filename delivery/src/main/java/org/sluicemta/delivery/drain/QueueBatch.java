package org.sluicemta.delivery.drain;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ICoreMessage;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.delivery.outcome.Settlement;
import org.sluicemta.delivery.outcome.SettlingException;
import org.sluicemta.handoff.ReturnedMail;
import org.sluicemta.lane.LaneName;
import org.sluicemta.letter.OutboundMessage;
import org.sluicemta.mail.MessageContent;
import org.sluicemta.queue.broker.QueueNames;
import org.sluicemta.queue.broker.TakenMessage;
import org.sluicemta.queue.broker.TakingSession;
import org.sluicemta.queue.content.UnreadableContentException;
import org.sluicemta.queue.lane.LaneReader;
import org.sluicemta.queue.lane.Settled;
import org.sluicemta.queue.lane.TakenMail;
import org.sluicemta.queue.lane.UnreadableMessageException;

/**
 * Takes a batch from a queue through its handler in one transaction. Messages that can't be handled go to the dead
 * letter queue in the same transaction. Messages that can't be read at the moment stay in their queue. So one message
 * never stops or repeats the others.
 */
final class QueueBatch {
    private static final Logger LOG = LoggerFactory.getLogger(QueueBatch.class);

    private final QueueContext context;
    private final MessageHandler handler;
    private final String queue;

    /** This many unreadable messages end a batch: then the problem isn't the messages. */
    private static final int MOST_LEFT = 10;

    private final List<Done> done = new ArrayList<>();
    private final List<TakenMessage> dead = new ArrayList<>();
    private final List<MessageContent> contents = new ArrayList<>();
    private int left;

    /** A message that was handled. @param leftLane mail that was counted in a lane until now, or null */
    private record Done(
            TakenMessage message,
            Settlement settlement,
            @Nullable OutboundMessage leftLane) {}

    QueueBatch(QueueContext context, MessageHandler handler, String queue) {
        this.context = context;
        this.handler = handler;
        this.queue = queue;
    }

    /** Messages that stay in the queue. This session won't receive them again. */
    int left() {
        return left;
    }

    /** False when so many messages are unreadable that the problem isn't the messages. */
    boolean handle(TakenMessage message) {
        try {
            Object mail = read(message.message());
            Settlement settlement = handler.handle(mail);
            boolean wasInLane = mail instanceof WaitingMail waiting && waiting.movedFrom() != null;
            done.add(new Done(
                    message,
                    settlement,
                    wasInLane ? ((WaitingMail) mail).taken().mail() : null));
        } catch (UnreadableContentException e) {
            LOG.error("Moving a message of {} to the dead letter queue: {}", queue, e.getMessage(), e);
            dead.add(message);
        } catch (IOException e) {
            LOG.warn("Cannot read a message of {} at the moment, leaving it in place: {}", queue, e.getMessage());
            left++;
        } catch (Exception e) {
            LOG.error(
                    "Cannot process a message of {}, moving it to the dead letter queue: {}", queue, e.getMessage(), e);
            dead.add(message);
        }
        return left < MOST_LEFT;
    }

    private Object read(ICoreMessage message) throws UnreadableMessageException, IOException {
        if (queue.equals(QueueNames.INTAKE_BOUNCE)) {
            ReturnedMail mail = context.reader().returned(message);
            add(mail.content());
            return mail;
        }
        OutboundMessage mail = context.reader().outbound(message);
        add(mail.content());
        Optional<LaneName> movedFrom = origin(message);
        LaneName lane = movedFrom.orElseGet(() -> context.lanes().lane(mail));
        return new WaitingMail(
                new TakenMail(mail, lane, LaneReader.lastReply(message)),
                queue,
                movedFrom.orElse(null),
                LaneReader.due(message));
    }

    private void add(MessageContent content) {
        contents.add(content);
    }

    private static Optional<LaneName> origin(ICoreMessage message) {
        SimpleString original = message.getSimpleStringProperty(Message.HDR_ORIGINAL_QUEUE);
        return original == null ? Optional.empty() : LaneName.parse(original.toString());
    }

    /** May be called again after a failure. */
    void makeDurable() throws SettlingException {
        context.settler().makeDurable(done.stream().map(Done::settlement).toList());
    }

    void commit(TakingSession session) throws ActiveMQException, IOException {
        List<Settled> settled = done.stream()
                .map(each -> each.settlement().of(each.message(), each.leftLane()))
                .toList();
        context.mail().commit(session, settled, dead);
        context.mail().announce(settled);
    }

    /** Deletes spool files, whatever the result of the batch. */
    void release() {
        for (MessageContent content : contents) {
            try {
                context.reader().release(content);
            } catch (IOException e) {
                LOG.warn("A spool file could not be deleted and stays until the next start: {}", e.getMessage());
            }
        }
    }
}
