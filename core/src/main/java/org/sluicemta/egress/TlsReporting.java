package org.sluicemta.egress;

import org.jspecify.annotations.Nullable;
import org.sluicemta.mail.EmailAddress;

/**
 * Reports to domains with TLS policies, as configured.
 *
 * @param organisation for people to read, or null for this server's name
 * @param contact of whoever is responsible for the reports
 * @param from sender in the header of reports sent by mail; of the contact's domain, whose DKIM key signs them
 */
public record TlsReporting(@Nullable String organisation, EmailAddress contact, EmailAddress from) {
    public TlsReporting {
        if (!from.domain().equals(contact.domain())) {
            throw new IllegalArgumentException(
                    "from and contact must have the same domain, got " + from + " and " + contact);
        }
    }

    /**
     * RFC 8460 section 5.3: reports are filed under the domain of the contact.
     *
     * @param hostName this server's name
     */
    public TlsReporter reporter(String hostName) {
        return new TlsReporter(organisation == null ? hostName : organisation, contact.toString(), contact.domain());
    }
}
