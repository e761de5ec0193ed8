package org.sluicemta.queue.lane;

import org.jspecify.annotations.Nullable;
import org.sluicemta.egress.SourceId;
import org.sluicemta.event.MailFacts;
import org.sluicemta.lane.LaneName;
import org.sluicemta.letter.OutboundMessage;
import org.sluicemta.mail.EnvelopeRecipient;

/** Says in events which mail is meant. */
public final class LaneFacts {
    private LaneFacts() {}

    public static MailFacts of(
            OutboundMessage mail, LaneName lane, EnvelopeRecipient recipient, @Nullable SourceId source) {
        return new MailFacts(
                mail.id(),
                mail.tenant(),
                mail.stream(),
                mail.pool(),
                source,
                mail.site(),
                lane,
                mail.sender(),
                recipient.address());
    }
}
