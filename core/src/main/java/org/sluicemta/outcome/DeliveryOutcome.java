package org.sluicemta.outcome;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sluicemta.egress.SiteId;
import org.sluicemta.response.Classification;
import org.sluicemta.response.ResponseClass;
import org.sluicemta.suppression.SuppressionDecision;

/** What became of one recipient of an outbound message. */
public sealed interface DeliveryOutcome {
    /**
     * The remote server answered 2xx: the message is its own now.
     *
     * @param dsnPassedOn whether it took over the wishes for status notices (RFC 3461) as well; else a notice of success
     *     is ours to send
     */
    record Delivered(DeliveryAttempt attempt, SmtpReply reply, boolean dsnPassedOn) implements DeliveryOutcome {}

    /**
     * To be tried again.
     *
     * @param reply the remote answer, or one made here (4xx) for faults without an answer: time-outs, refused connections
     */
    record Deferred(DeliveryAttempt attempt, SmtpReply reply, Classification classification)
            implements DeliveryOutcome {
        /** False when only this server stood in the way: it is stopping, or has no usable source. No host was asked. */
        public boolean wasAttempted() {
            return reply.foundHere() != ResponseClass.OTHER || attempt.remoteHost() != null;
        }
    }

    /** Given up because of a permanent answer, or one made here (no such domain, null MX). */
    record Bounced(DeliveryAttempt attempt, SmtpReply reply, Classification classification)
            implements DeliveryOutcome {}

    /**
     * Given up because its time ran out.
     *
     * @param lastReply the last deferral's, or null when it was never tried
     * @param lastAttempt when that was, or null when it isn't known
     */
    record Expired(@Nullable SmtpReply lastReply, @Nullable Instant lastAttempt) implements DeliveryOutcome {}

    /** Not tried, because the hosts of its domain turned out to be those of a site with limits of its own. */
    record Misplaced(SiteId site) implements DeliveryOutcome {}

    /** Not tried, because the recipient is on a suppression list by now. */
    record Suppressed(SuppressionDecision.Suppressed decision) implements DeliveryOutcome {}
}
