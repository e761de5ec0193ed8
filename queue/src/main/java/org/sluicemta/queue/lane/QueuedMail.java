package org.sluicemta.queue.lane;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sluicemta.lane.LaneName;
import org.sluicemta.letter.OutboundMessage;
import org.sluicemta.mail.MessageContent;
import org.sluicemta.outcome.SmtpReply;

/**
 * A message and the queue it is to be sent to.
 *
 * @param queue its lane's, or a slot's
 * @param lane where it waits, or will when its slot is due
 * @param due when it is due back from its slot, or null if it goes to its lane
 * @param lastReply last deferral's reply, or null
 */
public record QueuedMail(
        String queue,
        LaneName lane,
        OutboundMessage mail,
        @Nullable Instant due,
        @Nullable SmtpReply lastReply) {
    /** Mail that can leave at once. */
    public static QueuedMail now(LaneName lane, OutboundMessage mail) {
        return new QueuedMail(lane.queue(), lane, mail, null, null);
    }

    /** The same with its content from elsewhere. */
    public QueuedMail reading(MessageContent content) {
        return new QueuedMail(queue, lane, mail.reading(content), due, lastReply);
    }
}
