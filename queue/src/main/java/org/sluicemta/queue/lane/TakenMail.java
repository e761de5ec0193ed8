package org.sluicemta.queue.lane;

import org.jspecify.annotations.Nullable;
import org.sluicemta.lane.LaneName;
import org.sluicemta.letter.OutboundMessage;
import org.sluicemta.outcome.DeliveryOutcome;
import org.sluicemta.outcome.SmtpReply;

/**
 * A message taken from its lane, not yet acknowledged.
 *
 * @param lastReply last deferral's reply, or null
 */
public record TakenMail(
        OutboundMessage mail, LaneName lane, @Nullable SmtpReply lastReply) {
    /** The outcome that its time is over. */
    public DeliveryOutcome.Expired expired() {
        return new DeliveryOutcome.Expired(lastReply, mail.attempts().last());
    }
}
