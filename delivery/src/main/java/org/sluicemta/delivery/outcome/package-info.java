/**
 * What follows from an outcome: events, retries through time slots, suppression, status notices (RFC 3464, RFC 3461).
 * {@link org.sluicemta.delivery.outcome.OutcomeJudge} decides, {@link org.sluicemta.delivery.outcome.Settler} makes
 * durable what isn't in the broker's transaction. The rest is sent in the transaction that acknowledges the message.
 * Start with {@code OutcomeJudge}.
 */
@NullMarked
package org.sluicemta.delivery.outcome;

import org.jspecify.annotations.NullMarked;
