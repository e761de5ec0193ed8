package org.sluicemta.gateway.connection;

import org.jspecify.annotations.Nullable;
import org.sluicemta.delivery.SmtpReply;
import org.sluicemta.egress.SourceId;
import org.sluicemta.response.Phase;

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
    public static Fault local(Phase phase, int code, String enhancedStatus, String text) {
        return new Fault(phase, new SmtpReply(code, enhancedStatus, text), null, null, null);
    }

    Fault at(SourceId usedSource, RemoteAddress remote) {
        return new Fault(phase, reply, usedSource, remote.host(), remote.written());
    }
}
