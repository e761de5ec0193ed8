package org.sluicemta.letter;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.SiteId;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.EnvelopeRecipient;
import org.sluicemta.mail.MessageContent;

/**
 * A future SMTP transaction, as it waits in a lane.
 *
 * @param returnPath MAIL FROM of the delivery; null for the null sender
 * @param recipients one, or several of one site when neither header nor return path differ between them
 * @param parts number of outbound messages that its envelope became, this one included
 */
public record OutboundMessage(
        Letter letter,
        PoolId pool,
        SiteId site,
        @Nullable EmailAddress returnPath,
        List<EnvelopeRecipient> recipients,
        Instant expiresAt,
        Attempts attempts,
        int parts)
        implements HasLetter {
    public OutboundMessage {
        recipients = List.copyOf(recipients);
    }

    /** The same attempt for some of the recipients. */
    public OutboundMessage to(List<EnvelopeRecipient> some) {
        return some.size() == recipients.size()
                ? this
                : new OutboundMessage(letter, pool, site, returnPath, some, expiresAt, attempts, parts);
    }

    /** Number of attempts made. */
    public int attempt() {
        return attempts.made();
    }

    /**
     * After one more attempt for these recipients.
     *
     * @param ended when the attempt ended
     * @param expires when the message expires, according to the result of that attempt
     */
    public OutboundMessage again(List<EnvelopeRecipient> some, Instant ended, Instant expires) {
        return new OutboundMessage(letter, pool, site, returnPath, some, expires, attempts.another(ended), parts);
    }

    /** The same message for another site. */
    public OutboundMessage at(SiteId other) {
        return other.equals(site)
                ? this
                : new OutboundMessage(letter, pool, other, returnPath, recipients, expiresAt, attempts, parts);
    }

    /** The same message with its content from elsewhere. */
    public OutboundMessage reading(MessageContent from) {
        return new OutboundMessage(
                letter.reading(from), pool, site, returnPath, recipients, expiresAt, attempts, parts);
    }
}
