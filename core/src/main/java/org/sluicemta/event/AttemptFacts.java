package org.sluicemta.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sluicemta.outcome.DeliveryAttempt;
import org.sluicemta.outcome.SmtpReply;
import org.sluicemta.response.ResponseClass;

/**
 * How a delivery went.
 *
 * @param number 1 for the first attempt
 * @param nextAttempt when a deferred one is due, or null
 */
public record AttemptFacts(
        int number,
        @Nullable DeliveryAttempt attempt,
        @Nullable SmtpReply reply,
        @Nullable ResponseClass responseClass,
        @Nullable Instant nextAttempt) {}
