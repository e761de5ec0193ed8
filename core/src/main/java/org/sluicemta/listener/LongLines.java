package org.sluicemta.listener;

/** What to do with a message that has a line of more than 998 octets, RFC 5321 section 4.5.3.1.6. */
public enum LongLines {
    /** Break the line before anything signs the message. */
    BREAK,
    /** Refuse the message at its end. */
    REFUSE,
    /** Keep the line, for relays of mail that others have signed. */
    KEEP
}
