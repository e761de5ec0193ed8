package org.sluicemta.response;

/** The stage of a delivery at which a reply came. {@code REPORT} is a bounce message that came back later. */
public enum Phase {
    DNS,
    CONNECT,
    TLS,
    EHLO,
    AUTH,
    MAIL,
    RCPT,
    DATA,
    END_OF_DATA,
    REPORT
}
