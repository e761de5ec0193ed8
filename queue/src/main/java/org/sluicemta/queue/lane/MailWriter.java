package org.sluicemta.queue.lane;

import java.io.IOException;
import javax.inject.Inject;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.sluicemta.handoff.ReturnedMail;
import org.sluicemta.queue.broker.QueueNames;
import org.sluicemta.queue.broker.SendSession;

/** Puts mail into its queue, as part of the session's transaction. */
public final class MailWriter {
    private final LaneMessages messages;

    @Inject
    public MailWriter(LaneMessages messages) {
        this.messages = messages;
    }

    public void send(SendSession session, QueuedMail queued) throws ActiveMQException, IOException {
        session.send(queued.queue(), messages.write(queued.mail(), queued.due(), queued.lastReply()));
    }

    public void send(SendSession session, ReturnedMail mail) throws ActiveMQException, IOException {
        session.send(QueueNames.INTAKE_BOUNCE, messages.write(mail));
    }
}
