package org.sluicemta.queue.lane;

import java.io.IOException;
import javax.inject.Inject;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.jspecify.annotations.Nullable;
import org.sluicemta.handoff.ReturnedMail;
import org.sluicemta.queue.broker.QueueNames;
import org.sluicemta.queue.broker.SendSession;
import org.sluicemta.queue.content.ContentRef;

/** Puts mail into its queue, as part of the session's transaction. */
public final class MailWriter {
    private final LaneMessages messages;

    @Inject
    public MailWriter(LaneMessages messages) {
        this.messages = messages;
    }

    /** @param content where its content lies, or null to send it along */
    void send(SendSession session, QueuedMail queued, @Nullable ContentRef content)
            throws ActiveMQException, IOException {
        session.send(queued.queue(), messages.write(queued.mail(), content, queued.due(), queued.lastReply()));
    }

    void send(SendSession session, ReturnedMail mail, @Nullable ContentRef content)
            throws ActiveMQException, IOException {
        session.send(QueueNames.INTAKE_BOUNCE, messages.write(mail, content));
    }
}
