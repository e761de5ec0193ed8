package org.sluicemta.handoff;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.TenantId;

/** Sends mail made inside the server through the chain, as mail from a trusted client. */
public interface Outbox {
    /**
     * One message to send.
     *
     * @param sender envelope sender, or null for the null sender
     * @param recipients at least one
     * @param tenant whose mail it is; empty lets the chain decide by the sender
     * @param stream what kind it is; empty lets the chain decide
     * @param message header and body, CRLF line ends
     */
    record OwnMail(
            @Nullable EmailAddress sender,
            List<EmailAddress> recipients,
            Optional<TenantId> tenant,
            Optional<StreamId> stream,
            byte[] message) {
        public OwnMail {
            recipients = List.copyOf(recipients);
            if (recipients.isEmpty()) {
                throw new IllegalArgumentException("mail needs a recipient");
            }
        }
    }

    /**
     * Returns when the message is committed and flushed.
     *
     * @throws HandOffException when the chain refused the message or it could not be queued
     */
    void send(OwnMail mail) throws HandOffException;
}
