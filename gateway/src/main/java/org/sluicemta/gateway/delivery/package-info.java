/**
 * One message from slot to outcome: destinations found, a connection taken, the transaction run, every recipient's
 * answer classified. Start with {@link org.sluicemta.gateway.delivery.Delivery}.
 */
@NullMarked
package org.sluicemta.gateway.delivery;

import org.jspecify.annotations.NullMarked;
