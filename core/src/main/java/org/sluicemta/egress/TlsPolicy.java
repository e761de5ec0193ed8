package org.sluicemta.egress;

import java.util.Locale;

/** What TLS a connection to a site needs. */
public enum TlsPolicy {
    /** Never use STARTTLS. */
    NONE,
    /** STARTTLS when offered, with any certificate; plain text when the handshake fails (RFC 7435). */
    OPPORTUNISTIC,
    /** Require STARTTLS, with any certificate. */
    REQUIRED,
    /** Require STARTTLS with a certificate that is valid for the host. */
    VERIFIED;

    /** As egress.xml and events write it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
