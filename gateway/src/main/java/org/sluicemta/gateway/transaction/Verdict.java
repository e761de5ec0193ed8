package org.sluicemta.gateway.transaction;

import org.sluicemta.gateway.wire.ServerReply;
import org.sluicemta.outcome.SmtpReply;
import org.sluicemta.response.Phase;
import org.sluicemta.response.ResponseClass;

/**
 * The result for one recipient.
 *
 * @param phase where it was decided
 * @param reply the server's or one made here; 2xx only for a message that the server took at the end of its content
 * @param elsewhere whether another host of the site may be tried at once, because this one hung up without the message
 */
public record Verdict(Phase phase, SmtpReply reply, boolean elsewhere) {
    static Verdict own(Phase phase, ResponseClass known, int code, String enhancedStatus, String text) {
        return new Verdict(phase, SmtpReply.own(known, code, enhancedStatus, text), false);
    }

    static Verdict said(Phase phase, ServerReply reply) {
        return new Verdict(phase, reply.toSmtpReply(), reply.isClosing());
    }
}
