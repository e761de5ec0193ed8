package org.sluicemta.handoff;

import java.net.InetAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.MessageContent;
import org.sluicemta.mail.MessageId;

/**
 * A message that came back to the bounce domain.
 *
 * @param recipient the address it was sent to: a token, or a feedback loop's address
 * @param sender envelope sender, or null for the null sender
 * @param content valid until the hand-off commits
 */
public record ReturnedMail(
        MessageId id,
        EmailAddress recipient,
        @Nullable EmailAddress sender,
        MessageContent content,
        Instant receivedAt,
        InetAddress clientAddress)
        implements Staged {}
