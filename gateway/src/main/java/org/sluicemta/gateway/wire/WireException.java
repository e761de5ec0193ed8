package org.sluicemta.gateway.wire;

import java.io.IOException;
import org.sluicemta.delivery.SmtpReply;

/** The conversation broke: no more replies will come on this channel. Carries the reply made here in their place. */
public final class WireException extends IOException {
    private static final long serialVersionUID = 1L;

    /** What broke. */
    public enum Kind {
        /** No TCP connection: refused, unreachable, timed out. */
        CONNECT("4.4.1"),
        /** The connection ended. */
        LOST("4.4.2"),
        /** No reply in time. */
        TIME_OUT("4.4.2"),
        /** What came is not an SMTP reply. */
        PROTOCOL("4.5.0"),
        /** The TLS handshake failed. */
        TLS("4.7.5"),
        /** Our own content could not be read. */
        CONTENT("4.3.0");

        private final String enhancedStatus;

        Kind(String enhancedStatus) {
            this.enhancedStatus = enhancedStatus;
        }
    }

    private final Kind kind;
    private final transient SmtpReply reply;

    public WireException(Kind kind, String text) {
        this(kind, new SmtpReply(kind == Kind.LOST || kind == Kind.TIME_OUT ? 421 : 451, kind.enhancedStatus, text));
    }

    WireException(Kind kind, SmtpReply reply) {
        super(reply.toString(), null);
        this.kind = kind;
        this.reply = reply;
    }

    public Kind kind() {
        return kind;
    }

    /** A 4xx reply that says what happened. */
    public SmtpReply reply() {
        return reply;
    }

    /** Thrown once per broken connection and told apart by kind: the stack says nothing. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
