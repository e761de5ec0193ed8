package org.sluicemta.listener;

/** What to do with a message that contains a lone CR or LF. Neither ever ends DATA. */
public enum BareLineEnds {
    /** Refuse it at the end of the message. */
    REFUSE,
    /** Convert each to CRLF, so that no next hop can misread it. */
    NORMALISE
}
