package org.sluicemta.listener;

/** What becomes of a message with a line of more than 998 octets, RFC 5321 section 4.5.3.1.6. */
public enum LongLines {
    /** The line is broken, before anything signs the message. */
    BREAK,
    /** It is refused at its end. */
    REFUSE,
    /** The line goes on as it is, for relays of mail that others have signed. */
    KEEP
}
