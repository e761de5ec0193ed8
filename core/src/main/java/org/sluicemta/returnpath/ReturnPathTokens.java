package org.sluicemta.returnpath;

import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.MessageId;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.TenantId;

/** Makes and verifies tokens. Thread-safe. */
public interface ReturnPathTokens {
    /** The return path for one recipient: {@code <prefix><token>@<bounce domain>}. */
    EmailAddress returnPath(MessageId id, int recipientIndex, TenantId tenant, StreamId stream, EmailAddress recipient);

    /** Verifies the local part of an address at the bounce domain, in whatever case it came back. */
    TokenCheck verify(String localPart);

    /** Whether a domain is the bounce domain. */
    boolean isBounceDomain(String domain);
}
