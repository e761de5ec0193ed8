package org.sluicemta.delivery.outcome;

import java.util.List;
import org.sluicemta.letter.OutboundMessage;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.MessageContent;
import org.sluicemta.mail.MessageId;

/** A status notice about some recipients of a message, still to be written. */
record DueNotice(OutboundMessage mail, EmailAddress sender, List<NoticedRecipient> recipients) {
    DueNotice {
        recipients = List.copyOf(recipients);
    }

    /** Those with one subject become one notice. */
    record Subject(MessageId message, EmailAddress sender) {}

    Subject subject() {
        return new Subject(mail.id(), sender);
    }

    /** The same with the message's content from elsewhere. */
    DueNotice reading(MessageContent content) {
        return new DueNotice(mail.reading(content), sender, recipients);
    }

    /** Approximate size limit in octets. */
    long size() {
        return Math.min(mail.content().size(), StatusNotice.LARGEST_RETURNED);
    }
}
