package org.sluicemta.gateway.connection;

import org.jspecify.annotations.Nullable;
import org.sluicemta.egress.SourceId;
import org.sluicemta.egress.TlsFailure;
import org.sluicemta.gateway.wire.WireException;
import org.sluicemta.outcome.SmtpReply;
import org.sluicemta.response.Phase;
import org.sluicemta.response.ResponseClass;

/**
 * Why there is no connection, with what was tried last.
 *
 * @param reply the server's, or one made here
 * @param tls what exactly was wrong with TLS, or null if nothing was, or nobody knows what
 */
public record Fault(
        Phase phase,
        SmtpReply reply,
        @Nullable SourceId source,
        @Nullable String remoteHost,
        @Nullable String remoteAddress,
        @Nullable TlsFailure tls) {
    /**
     * Found here, not reported by a server.
     *
     * @param known {@link ResponseClass#OTHER} where only this server or its configuration is to blame
     */
    public static Fault own(Phase phase, ResponseClass known, int code, String enhancedStatus, String text) {
        return new Fault(phase, SmtpReply.own(known, code, enhancedStatus, text), null, null, null, null);
    }

    static Fault ofTls(TlsFailure failure, String enhancedStatus, String text) {
        SmtpReply reply = SmtpReply.own(ResponseClass.TLS_FAILED, 451, enhancedStatus, text);
        return new Fault(Phase.TLS, reply, null, null, null, failure);
    }

    static Fault said(Phase phase, SmtpReply reply) {
        return new Fault(phase, reply, null, null, null, null);
    }

    static Fault of(Phase phase, WireException broken) {
        return new Fault(phase, broken.reply(), null, null, null, null);
    }

    Fault at(SourceId usedSource, RemoteAddress remote) {
        return new Fault(phase, reply, usedSource, remote.host(), remote.written(), tls);
    }

    /** Whether the host didn't open a connection, or said nothing. */
    boolean isSilence() {
        ResponseClass found = reply.foundHere();
        return phase == Phase.CONNECT && (found == ResponseClass.CONNECTION_FAILED || found == ResponseClass.TIME_OUT);
    }

    /**
     * Whether it means that the site is down. A failed lookup doesn't, and neither does a fault of this server's own.
     */
    public boolean isOfSite() {
        return phase != Phase.DNS && reply.foundHere() != ResponseClass.OTHER;
    }
}
