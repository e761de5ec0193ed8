package org.sluicemta.gateway.transaction;

import org.sluicemta.delivery.SmtpReply;
import org.sluicemta.response.Phase;

/**
 * What a recipient got.
 *
 * @param phase where it was decided
 * @param reply the server's or one made here; 2xx only for a message that the server took at the end of its content
 */
public record Verdict(Phase phase, SmtpReply reply) {
    static Verdict local(Phase phase, int code, String enhancedStatus, String text) {
        return new Verdict(phase, new SmtpReply(code, enhancedStatus, text));
    }
}
