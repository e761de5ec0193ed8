package org.sluicemta.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sluicemta.outcome.DeliveryAttempt;
import org.sluicemta.outcome.SmtpReply;
import org.sluicemta.response.ResponseClass;

/**
 * A delivery attempt, as an event records it.
 *
 * @param number 1 for the first attempt
 * @param nextAttempt when the next attempt is due, or null
 */
public record AttemptFacts(
        int number,
        @Nullable DeliveryAttempt attempt,
        @Nullable SmtpReply reply,
        @Nullable ResponseClass responseClass,
        @Nullable Instant nextAttempt) {
    /** The attempt alone, before it was classified. */
    public static AttemptFacts of(int number, @Nullable DeliveryAttempt attempt, @Nullable SmtpReply reply) {
        return new AttemptFacts(number, attempt, reply, null, null);
    }

    public AttemptFacts judged(ResponseClass meaning) {
        return new AttemptFacts(number, attempt, reply, meaning, nextAttempt);
    }

    public AttemptFacts again(Instant due) {
        return new AttemptFacts(number, attempt, reply, responseClass, due);
    }
}
