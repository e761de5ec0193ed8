/**
 * What is sent and what became of it: {@link org.sluicemta.delivery.OutboundMessage} in, {@link org.sluicemta.delivery.DeliveryOutcome} out. RFC 5321 replies, RFC 3463 enhanced codes.
 */
@NullMarked
package org.sluicemta.delivery;

import org.jspecify.annotations.NullMarked;
