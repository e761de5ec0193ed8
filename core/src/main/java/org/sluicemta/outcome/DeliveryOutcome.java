package org.sluicemta.outcome;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sluicemta.egress.SiteId;
import org.sluicemta.response.Classification;
import org.sluicemta.response.ResponseClass;
import org.sluicemta.suppression.SuppressionDecision;

/** What happened to one recipient of an outbound message. */
public sealed interface DeliveryOutcome {
    /**
     * The remote server answered 2xx and is now responsible for the message.
     *
     * @param dsnPassedOn whether it also accepted the DSN request (RFC 3461); otherwise we send any success notice
     */
    record Delivered(DeliveryAttempt attempt, SmtpReply reply, boolean dsnPassedOn) implements DeliveryOutcome {}

    /**
     * To be retried.
     *
     * @param reply the remote reply, or a 4xx made here when there was none (timeout, refused connection)
     */
    record Deferred(DeliveryAttempt attempt, SmtpReply reply, Classification classification)
            implements DeliveryOutcome {
        /** False when the cause was local: the server is stopping, or has no usable source. No host was contacted. */
        public boolean wasAttempted() {
            return reply.foundHere() != ResponseClass.OTHER || attempt.remoteHost() != null;
        }
    }

    /** Given up because of a permanent reply, or one made here (no such domain, null MX). */
    record Bounced(DeliveryAttempt attempt, SmtpReply reply, Classification classification)
            implements DeliveryOutcome {}

    /**
     * Given up because the message expired.
     *
     * @param lastReply reply to the last attempt, or null when it was never tried
     * @param lastAttempt when that was, or null when unknown
     */
    record Expired(@Nullable SmtpReply lastReply, @Nullable Instant lastAttempt) implements DeliveryOutcome {}

    /** Not tried: the domain's hosts turned out to belong to a site with its own limits. */
    record Misplaced(SiteId site) implements DeliveryOutcome {}

    /** Not tried: the recipient is on the suppression list by now. */
    record Suppressed(SuppressionDecision.Suppressed decision) implements DeliveryOutcome {}
}
