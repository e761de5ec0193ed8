/**
 * The result of a delivery: {@link org.sluicemta.outcome.DeliveryOutcome}. RFC 5321 replies, RFC 3463 enhanced codes.
 */
@NullMarked
package org.sluicemta.outcome;

import org.jspecify.annotations.NullMarked;
