package org.sluicemta.queue.lane;

import org.sluicemta.event.MailFacts;
import org.sluicemta.lane.LaneName;
import org.sluicemta.letter.OutboundMessage;
import org.sluicemta.mail.EnvelopeRecipient;

/** Identifies mail in events. */
public final class LaneFacts {
    private LaneFacts() {}

    public static MailFacts of(OutboundMessage mail, LaneName lane, EnvelopeRecipient recipient) {
        return MailFacts.about(mail)
                .to(recipient.address())
                .by(mail.pool())
                .at(mail.site())
                .in(lane);
    }
}
