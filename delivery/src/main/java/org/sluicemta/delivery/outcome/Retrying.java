package org.sluicemta.delivery.outcome;

import java.util.List;
import org.sluicemta.egress.SiteId;
import org.sluicemta.letter.OutboundMessage;
import org.sluicemta.mail.EnvelopeRecipient;

/** Copies of a message with something else about them; the content is shared. */
public final class Retrying {
    private Retrying() {}

    /** One more attempt made, for these recipients. */
    static OutboundMessage again(OutboundMessage mail, List<EnvelopeRecipient> recipients) {
        return with(mail, mail.site(), recipients, mail.attempt() + 1);
    }

    /** Some of the recipients, the same attempt. */
    public static OutboundMessage same(OutboundMessage mail, List<EnvelopeRecipient> recipients) {
        return recipients.size() == mail.recipients().size()
                ? mail
                : with(mail, mail.site(), recipients, mail.attempt());
    }

    /** By another site. */
    public static OutboundMessage to(OutboundMessage mail, SiteId site) {
        return site.equals(mail.site()) ? mail : with(mail, site, mail.recipients(), mail.attempt());
    }

    private static OutboundMessage with(
            OutboundMessage mail, SiteId site, List<EnvelopeRecipient> recipients, int attempt) {
        return new OutboundMessage(
                mail.id(),
                mail.tenant(),
                mail.stream(),
                mail.pool(),
                site,
                mail.sender(),
                mail.returnPath(),
                recipients,
                mail.options(),
                mail.content(),
                mail.receivedAt(),
                mail.expiresAt(),
                attempt);
    }
}
