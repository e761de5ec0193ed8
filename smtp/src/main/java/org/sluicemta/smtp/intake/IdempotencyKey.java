package org.sluicemta.smtp.intake;

import java.util.SortedSet;
import java.util.TreeSet;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.EnvelopeRecipient;
import org.sluicemta.tenant.TenantId;

/**
 * What makes a message the same as one before: the key its client gave, and the envelope. The same key with other
 * recipients is another message: a client sends the recipients that were deferred again, and a relay splits a message by
 * its recipients, both with the header as it was.
 *
 * @param key whole, at any length: it is digested where it is kept
 */
record IdempotencyKey(TenantId tenant, String key) {
    /** The recipients count as they came in, in any order; neither they nor the key hold a line feed. */
    static IdempotencyKey of(TenantId tenant, String given, ReceivedMail received) {
        SortedSet<String> recipients = new TreeSet<>();
        for (EnvelopeRecipient recipient : received.recipients()) {
            recipients.add(recipient.address().toString());
        }
        EmailAddress sender = received.sender();
        return new IdempotencyKey(
                tenant, given + "\n" + (sender == null ? "" : sender) + "\n" + String.join("\n", recipients));
    }
}
