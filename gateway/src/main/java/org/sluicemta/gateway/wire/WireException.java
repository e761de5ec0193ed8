package org.sluicemta.gateway.wire;

import java.io.IOException;
import org.sluicemta.outcome.SmtpReply;
import org.sluicemta.response.ResponseClass;

/**
 * The conversation broke, and no more replies will arrive on this channel. Carries a reply made here in their place.
 */
public final class WireException extends IOException {
    private static final long serialVersionUID = 1L;

    /** What broke. */
    public enum Kind {
        /** The connection ended. */
        LOST("4.4.2", ResponseClass.CONNECTION_FAILED),
        /** No reply in time. */
        TIME_OUT("4.4.2", ResponseClass.TIME_OUT),
        /** What came is not an SMTP reply. */
        PROTOCOL("4.5.0", ResponseClass.PROTOCOL_ERROR),
        /** Our own content could not be read. */
        CONTENT("4.3.0", ResponseClass.OTHER),
        /** This server is stopping, and the message wasn't sent completely. */
        STOPPED("4.3.2", ResponseClass.OTHER);

        private final String enhancedStatus;
        private final ResponseClass known;

        Kind(String enhancedStatus, ResponseClass known) {
            this.enhancedStatus = enhancedStatus;
            this.known = known;
        }
    }

    private final Kind kind;
    private final transient SmtpReply reply;

    public WireException(Kind kind, String text) {
        this(
                kind,
                SmtpReply.own(
                        kind.known, kind == Kind.LOST || kind == Kind.TIME_OUT ? 421 : 451, kind.enhancedStatus, text));
    }

    private WireException(Kind kind, SmtpReply reply) {
        super(reply.toString(), null);
        this.kind = kind;
        this.reply = reply;
    }

    /** The server has said goodbye in its own words, RFC 5321 section 3.8. */
    static WireException goodbye(ServerReply farewell) {
        return new WireException(Kind.LOST, farewell.toSmtpReply());
    }

    public Kind kind() {
        return kind;
    }

    /** Whether the other side is the cause. */
    public boolean isOfServer() {
        return kind != Kind.CONTENT && kind != Kind.STOPPED;
    }

    /** A 4xx reply that says what happened. */
    public SmtpReply reply() {
        return reply;
    }

    /** Thrown once per broken connection and distinguished by kind, so a stack trace adds nothing. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
