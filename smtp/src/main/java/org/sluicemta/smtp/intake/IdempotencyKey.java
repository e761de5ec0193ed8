package org.sluicemta.smtp.intake;

import java.util.SortedSet;
import java.util.TreeSet;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.EnvelopeRecipient;
import org.sluicemta.tenant.TenantId;

/**
 * What identifies a repeated message: the client's key and the envelope. The same key with other recipients is another
 * message. A client resends to deferred recipients, and a relay splits a message by recipients, both with an unchanged
 * header.
 *
 * @param key complete, of any length; it is hashed where it is stored
 */
record IdempotencyKey(TenantId tenant, String key) {
    /** The recipients count in any order. Neither they nor the key contain a line feed. */
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
