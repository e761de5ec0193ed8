package org.sluicemta.egress;

/** What a connection to a site must be. */
public enum TlsPolicy {
    /** Never STARTTLS. */
    NONE,
    /** STARTTLS when offered, any certificate; in clear when the handshake fails (RFC 7435). */
    OPPORTUNISTIC,
    /** STARTTLS or nothing, any certificate. */
    REQUIRED,
    /** STARTTLS with a certificate that is valid for the host, or nothing. */
    VERIFIED
}
