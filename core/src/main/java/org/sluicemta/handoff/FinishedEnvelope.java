package org.sluicemta.handoff;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sluicemta.letter.HasLetter;
import org.sluicemta.letter.Letter;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.EnvelopeRecipient;

/**
 * A letter and its recipients, as they leave the chain.
 *
 * @param letter its content stays valid until the hand-off commits
 * @param returnPaths how each recipient's return path is made
 * @param recipients at least one
 * @param clientAddress the client's address, or null for mail made here (status notices)
 */
public record FinishedEnvelope(
        Letter letter,
        ReturnPaths returnPaths,
        List<EnvelopeRecipient> recipients,
        @Nullable InetAddress clientAddress) implements HasLetter, Staged {
    public FinishedEnvelope {
        recipients = List.copyOf(recipients);
        if (recipients.isEmpty()) {
            throw new IllegalArgumentException("message " + letter.id() + " has no recipients");
        }
    }

    /** The same mail for some of its recipients. */
    public FinishedEnvelope to(List<EnvelopeRecipient> some) {
        return some.equals(recipients) ? this : new FinishedEnvelope(letter, returnPaths, some, clientAddress);
    }

    /** How MAIL FROM of an outbound message is made. */
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
