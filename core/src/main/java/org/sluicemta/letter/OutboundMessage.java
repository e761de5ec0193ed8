package org.sluicemta.letter;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.SiteId;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.EnvelopeOptions;
import org.sluicemta.mail.EnvelopeRecipient;
import org.sluicemta.mail.MessageContent;
import org.sluicemta.mail.MessageId;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.TenantId;

/**
 * One transaction to come: what waits in a lane.
 *
 * @param sender envelope sender as the client gave it: where a status notice goes; null for the null sender
 * @param returnPath MAIL FROM of the delivery; null for the null sender
 * @param recipients one, or several of one site when neither header nor return path differ between them
 * @param attempt attempts made so far
 */
public record OutboundMessage(
        MessageId id,
        TenantId tenant,
        StreamId stream,
        PoolId pool,
        SiteId site,
        @Nullable EmailAddress sender,
        @Nullable EmailAddress returnPath,
        List<EnvelopeRecipient> recipients,
        EnvelopeOptions options,
        MessageContent content,
        Instant receivedAt,
        Instant expiresAt,
        int attempt) {
    public OutboundMessage {
        recipients = List.copyOf(recipients);
    }

    /** The same with its content from elsewhere. */
    public OutboundMessage reading(MessageContent from) {
        return new OutboundMessage(
                id,
                tenant,
                stream,
                pool,
                site,
                sender,
                returnPath,
                recipients,
                options,
                from,
                receivedAt,
                expiresAt,
                attempt);
    }
}
