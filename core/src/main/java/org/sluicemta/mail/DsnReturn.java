package org.sluicemta.mail;

/** How much of the message a failure notice carries, RFC 3461 section 4.3. */
public enum DsnReturn {
    FULL,
    HDRS
}
