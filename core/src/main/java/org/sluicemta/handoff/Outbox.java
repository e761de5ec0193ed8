package org.sluicemta.handoff;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.TenantId;

/** Takes mail that is made inside the server through the chain, as the mail of a trusted client. */
public interface Outbox {
    /**
     * One message.
     *
     * @param sender envelope sender, or null for the null sender
     * @param recipients at least one
     * @param tenant whose mail it is, or empty: the chain decides by the sender then
     * @param stream what kind it is, or empty: the chain decides
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
     * @throws HandOffException when it is not, because the chain refused it or the queues cannot take it
     */
    void send(OwnMail mail) throws HandOffException;
}
