package org.sluicemta.queue.lane;

import java.io.IOException;
import java.util.List;
import javax.inject.Inject;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.queue.broker.QueueNames;
import org.sluicemta.queue.broker.QueueUse;
import org.sluicemta.queue.broker.SendSession;
import org.sluicemta.queue.broker.TakenMessage;
import org.sluicemta.queue.broker.TakingSession;
import org.sluicemta.queue.content.UnreadableContentException;

/**
 * Removes mail from its queues: sends what follows and acknowledges in one transaction, then notifies waiting callers.
 */
public final class MailSettler {
    private static final Logger LOG = LoggerFactory.getLogger(MailSettler.class);

    private final QueueUse use;
    private final Lanes lanes;
    private final Announcer announcer;
    private final LaneContents contents;

    @Inject
    public MailSettler(QueueUse use, Lanes lanes, Announcer announcer, LaneContents contents) {
        this.use = use;
        this.lanes = lanes;
        this.announcer = announcer;
        this.contents = contents;
    }

    /**
     * Returns when it is on disk; then {@link #announce}.
     *
     * @param dead what can't be read or handled; it goes to the dead letters for a person to look at
     * @throws ActiveMQException if nothing was committed, or if that isn't known; the session is then unusable
     */
    public void commit(TakingSession session, List<Settled> batch, List<TakenMessage> dead)
            throws ActiveMQException, IOException {
        if (dead.isEmpty() && batch.stream().noneMatch(Settled::hasSends)) {
            acknowledge(session, batch);
        } else {
            sendAndAcknowledge(session, batch, dead);
        }
        contents.settled(batch);
    }

    private void sendAndAcknowledge(TakingSession session, List<Settled> batch, List<TakenMessage> dead)
            throws ActiveMQException, IOException {
        ContentWriting writing = contents.begin();
        boolean committed = false;
        try (QueueUse.Permit sending = use.sending()) {
            send(session, batch, writing);
            for (TakenMessage message : dead) {
                session.forward(QueueNames.DEAD, message);
                session.acknowledge(message);
            }
            writing.awaitDurable();
            contents.sending(batch);
            acknowledge(session, batch);
            committed = true;
        } finally {
            if (!committed) {
                use.inDoubt();
                writing.failed();
            }
        }
    }

    private static void send(TakingSession session, List<Settled> batch, ContentWriting writing)
            throws ActiveMQException, IOException {
        for (Settled settled : batch) {
            HeldContent held = HeldContent.of(settled.message().message());
            try {
                settled.requireReadable();
                writeContent(settled, held, writing);
            } catch (UnreadableContentException e) {
                LOG.error("Moving a message to the dead letter queue: {}", e.getMessage(), e);
                session.forward(QueueNames.DEAD, settled.message());
                continue;
            }
            sendWhatFollows(session.sends(), settled, held, writing);
        }
    }

    /** Mail that moves on keeps its stored content, unless an earlier version wrote the content into the message. */
    private static void writeContent(Settled settled, @Nullable HeldContent held, ContentWriting writing)
            throws IOException {
        if (held == null) {
            writing.put(settled.moved());
        }
        writing.put(settled.added());
    }

    private static void sendWhatFollows(
            SendSession sends, Settled settled, @Nullable HeldContent held, ContentWriting writing)
            throws ActiveMQException {
        for (QueuedMail mail : settled.moved()) {
            LaneMessages.send(sends, mail, held == null ? writing.ref(mail) : held.ref());
        }
        for (QueuedMail mail : settled.added()) {
            LaneMessages.send(sends, mail, writing.ref(mail));
        }
    }

    private static void acknowledge(TakingSession session, List<Settled> batch) throws ActiveMQException {
        for (Settled settled : batch) {
            session.acknowledge(settled.message());
        }
        session.sends().commit();
    }

    /** After the commit. A fault here doesn't affect the mail, because committed mail has left its queue. */
    public void announce(List<Settled> batch) {
        for (Settled settled : batch) {
            try {
                if (settled.left() != null) {
                    lanes.left(settled.left());
                }
                announcer.announceMoved(settled.moved());
                announcer.announceNew(settled.added());
            } catch (RuntimeException e) {
                LOG.error(
                        "Could not announce the messages that follow from a delivery; the next queue census will find them",
                        e);
            }
        }
    }
}
