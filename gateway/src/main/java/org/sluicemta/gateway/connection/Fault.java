package org.sluicemta.gateway.connection;

import org.jspecify.annotations.Nullable;
import org.sluicemta.egress.SourceId;
import org.sluicemta.gateway.wire.WireException;
import org.sluicemta.outcome.SmtpReply;
import org.sluicemta.response.Phase;
import org.sluicemta.response.ResponseClass;

/**
 * Why there is no connection, with what was tried last.
 *
 * @param reply the server's, or one made here
 */
public record Fault(
        Phase phase,
        SmtpReply reply,
        @Nullable SourceId source,
        @Nullable String remoteHost,
        @Nullable String remoteAddress) {
    /**
     * Found here, not reported by a server.
     *
     * @param known {@link ResponseClass#OTHER} where only this server or its configuration is to blame
     */
    public static Fault own(Phase phase, ResponseClass known, int code, String enhancedStatus, String text) {
        return new Fault(phase, SmtpReply.own(known, code, enhancedStatus, text), null, null, null);
    }

    static Fault said(Phase phase, SmtpReply reply) {
        return new Fault(phase, reply, null, null, null);
    }

    static Fault of(Phase phase, WireException broken) {
        return new Fault(phase, broken.reply(), null, null, null);
    }

    Fault at(SourceId usedSource, RemoteAddress remote) {
        return new Fault(phase, reply, usedSource, remote.host(), remote.written());
    }

    /**
     * Whether it means that the site is down. A failed lookup doesn't, and neither does a fault of this server's own.
     */
    public boolean isOfSite() {
        return phase != Phase.DNS && reply.foundHere() != ResponseClass.OTHER;
    }
}
