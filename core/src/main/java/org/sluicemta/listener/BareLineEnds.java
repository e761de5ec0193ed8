package org.sluicemta.listener;

/** What becomes of a message with a carriage return or a line feed that stands alone. Neither ends DATA, ever. */
public enum BareLineEnds {
    /** It is refused at its end. */
    REFUSE,
    /** Each becomes CRLF, so that no next hop can take it for anything else. */
    NORMALISE
}
