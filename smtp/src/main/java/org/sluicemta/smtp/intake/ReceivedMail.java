package org.sluicemta.smtp.intake;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sluicemta.event.ClientFacts;
import org.sluicemta.limit.Subject;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.EnvelopeOptions;
import org.sluicemta.mail.EnvelopeRecipient;
import org.sluicemta.mail.MessageId;
import org.sluicemta.smtp.data.CollectedContent;

/**
 * A received message, before the chain.
 *
 * @param sender envelope sender, or null for the null sender
 * @param stream stream of the listener, or null
 * @param trusted whether the client is in a trusted network
 * @param clientKnown whether the client's address is certain
 * @param mayRelay whether the client may send anywhere and so acts for a tenant
 * @param countsFor subjects whose limits were applied at MAIL and RCPT
 * @param content closed by the intake
 */
public record ReceivedMail(
        MessageId id,
        Instant receivedAt,
        ClientFacts client,
        @Nullable String stream,
        boolean trusted,
        boolean clientKnown,
        boolean mayRelay,
        @Nullable EmailAddress sender,
        List<EnvelopeRecipient> recipients,
        EnvelopeOptions options,
        List<Subject> countsFor,
        CollectedContent content) {}
