package org.sluicemta.handoff;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.EnvelopeOptions;
import org.sluicemta.mail.EnvelopeRecipient;
import org.sluicemta.mail.MessageContent;
import org.sluicemta.mail.MessageId;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.TenantId;

/**
 * A message on its way out, as the chain finished it.
 *
 * @param sender envelope sender as the client gave it, or null for the null sender
 * @param returnPaths how each recipient's return path is made
 * @param recipients at least one
 * @param content valid until the hand-off has committed
 * @param clientAddress who sent it, or null for mail made here (status notices)
 */
public record FinishedEnvelope(
        MessageId id,
        TenantId tenant,
        StreamId stream,
        @Nullable EmailAddress sender,
        ReturnPaths returnPaths,
        List<EnvelopeRecipient> recipients,
        EnvelopeOptions options,
        MessageContent content,
        Instant receivedAt,
        @Nullable InetAddress clientAddress)
        implements Staged {
    public FinishedEnvelope {
        recipients = List.copyOf(recipients);
        if (recipients.isEmpty()) {
            throw new IllegalArgumentException("message " + id + " has no recipients");
        }
    }

    /** The same mail to some of its recipients. */
    public FinishedEnvelope to(List<EnvelopeRecipient> some) {
        return some.equals(recipients)
                ? this
                : new FinishedEnvelope(
                        id, tenant, stream, sender, returnPaths, some, options, content, receivedAt, clientAddress);
    }

    /** How the MAIL FROM of an outbound message is made. */
    public sealed interface ReturnPaths {
        /** The same for all recipients; empty for the null sender. */
        record Common(Optional<EmailAddress> address) implements ReturnPaths {}

        /** One per recipient, by recipient index (VERP). */
        record PerRecipient(Map<Integer, EmailAddress> byIndex) implements ReturnPaths {
            public PerRecipient {
                byIndex = Map.copyOf(byIndex);
            }
        }
    }
}
