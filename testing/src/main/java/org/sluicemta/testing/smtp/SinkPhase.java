package org.sluicemta.testing.smtp;

/** The moments of a session at which a {@link SinkRule} may step in. */
public enum SinkPhase {
    /** The connection is there and the greeting is due. */
    CONNECT,
    /** EHLO came. */
    EHLO,
    /** HELO came. */
    HELO,
    /** STARTTLS came. */
    STARTTLS,
    /** The credentials of AUTH were read. */
    AUTH,
    /** MAIL came. */
    MAIL,
    /** RCPT came; its recipient is in the context. */
    RCPT,
    /** DATA came, or the first BDAT of a message. */
    DATA,
    /** The content is being received; only the faults that cut it off make sense here. */
    CONTENT,
    /** The content is complete and the final reply is due. */
    END_OF_DATA,
    /** RSET came. */
    RSET,
    /** NOOP, HELP, VRFY or an unknown command came. */
    OTHER,
    /** QUIT came. */
    QUIT
}
