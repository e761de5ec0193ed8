/**
 * One message from slot to outcome: finds destinations, takes a connection, runs the transaction, classifies the reply
 * for every recipient. Start with {@link org.sluicemta.gateway.delivery.Delivery}.
 */
@NullMarked
package org.sluicemta.gateway.delivery;

import org.jspecify.annotations.NullMarked;
