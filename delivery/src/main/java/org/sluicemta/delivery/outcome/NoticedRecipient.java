package org.sluicemta.delivery.outcome;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sluicemta.mail.EnvelopeRecipient;
import org.sluicemta.outcome.DeliveryAttempt;
import org.sluicemta.outcome.DeliveryOutcome.Bounced;
import org.sluicemta.outcome.DeliveryOutcome.Deferred;
import org.sluicemta.outcome.DeliveryOutcome.Delivered;
import org.sluicemta.outcome.DeliveryOutcome.Expired;
import org.sluicemta.outcome.SmtpReply;

/**
 * A recipient of a status notice, with the fields of RFC 3464 section 2.3.
 *
 * @param status RFC 3463 code
 * @param remoteHost host last contacted, or null
 * @param reply its reply, or this server's finding; null when never tried
 * @param lastAttempt time of the last attempt, or null when unknown
 * @param retryUntil end of the attempts of a delayed message, or null
 */
record NoticedRecipient(
        EnvelopeRecipient recipient,
        Action action,
        String status,
        @Nullable String remoteHost,
        @Nullable SmtpReply reply,
        @Nullable Instant lastAttempt,
        @Nullable Instant retryUntil) {
    /** RFC 3464 section 2.3.3. */
    enum Action {
        FAILED,
        DELAYED,
        RELAYED
    }

    /** RFC 3461 section 5.2.2: the next hop took the message and won't send a notice. */
    static NoticedRecipient relayed(EnvelopeRecipient recipient, Delivered delivered) {
        return of(recipient, Action.RELAYED, "2.0.0", delivered.attempt(), delivered.reply(), null);
    }

    static NoticedRecipient failed(EnvelopeRecipient recipient, Bounced bounced) {
        return of(recipient, Action.FAILED, "5.0.0", bounced.attempt(), bounced.reply(), null);
    }

    static NoticedRecipient delayed(EnvelopeRecipient recipient, Deferred deferred, Instant until) {
        return of(recipient, Action.DELAYED, "4.0.0", deferred.attempt(), deferred.reply(), until);
    }

    /** RFC 3463 section 3.5: 4.4.7, delivery time expired. The action says that it is final. */
    static NoticedRecipient expired(EnvelopeRecipient recipient, Expired expired) {
        return new NoticedRecipient(
                recipient, Action.FAILED, "4.4.7", null, expired.lastReply(), expired.lastAttempt(), null);
    }

    private static NoticedRecipient of(
            EnvelopeRecipient recipient,
            Action action,
            String fallback,
            DeliveryAttempt attempt,
            SmtpReply reply,
            @Nullable Instant until) {
        String given = reply.enhancedStatus();
        boolean fits = given != null && given.charAt(0) == fallback.charAt(0);
        return new NoticedRecipient(
                recipient,
                action,
                fits && given != null ? given : fallback,
                attempt.remoteHost(),
                reply,
                attempt.started(),
                until);
    }
}
