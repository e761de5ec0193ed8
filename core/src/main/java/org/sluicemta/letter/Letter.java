package org.sluicemta.letter;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sluicemta.campaign.Campaign;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.EnvelopeOptions;
import org.sluicemta.mail.MessageContent;
import org.sluicemta.mail.MessageId;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.TenantId;

/**
 * A message as the chain finished it. It stays the same for every recipient until it is delivered.
 *
 * @param sender envelope sender as the client gave it, and where a status notice goes; null for the null sender
 * @param campaign null if it belongs to none
 */
public record Letter(
        MessageId id,
        TenantId tenant,
        StreamId stream,
        @Nullable EmailAddress sender,
        EnvelopeOptions options,
        MessageContent content,
        Instant receivedAt,
        @Nullable Campaign campaign) {
    /** Of no campaign. */
    public Letter(
            MessageId id,
            TenantId tenant,
            StreamId stream,
            @Nullable EmailAddress sender,
            EnvelopeOptions options,
            MessageContent content,
            Instant receivedAt) {
        this(id, tenant, stream, sender, options, content, receivedAt, null);
    }

    /** Held mail gets its full delivery time, counted from its release. */
    public Instant firstWanted() {
        Instant release = options.releaseAt();
        return release != null && release.isAfter(receivedAt) ? release : receivedAt;
    }

    /** A copy with its own message id. */
    public Letter copy(MessageId other) {
        return new Letter(other, tenant, stream, sender, options, content, receivedAt, campaign);
    }

    /** The same letter with its content from elsewhere. */
    public Letter reading(MessageContent from) {
        return new Letter(id, tenant, stream, sender, options, from, receivedAt, campaign);
    }
}
