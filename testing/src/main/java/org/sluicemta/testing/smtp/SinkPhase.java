package org.sluicemta.testing.smtp;

/** The moments of a session at which a {@link SinkRule} may interfere. */
public enum SinkPhase {
    /** A client has connected, and the greeting is due. */
    CONNECT,
    /** EHLO was received. */
    EHLO,
    /** HELO was received. */
    HELO,
    /** STARTTLS was received. */
    STARTTLS,
    /** The credentials of AUTH were read. */
    AUTH,
    /** MAIL was received. */
    MAIL,
    /** RCPT was received. Its recipient is in the context. */
    RCPT,
    /** DATA was received, or the first BDAT of a message. */
    DATA,
    /** The content is being received. Only faults that interrupt it make sense here. */
    CONTENT,
    /** The content is complete and the final reply is due. */
    END_OF_DATA,
    /** RSET was received. */
    RSET,
    /** NOOP, HELP, VRFY or an unknown command was received. */
    OTHER,
    /** QUIT was received. */
    QUIT
}
