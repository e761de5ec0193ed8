/**
 * The outbound engine. A {@link org.sluicemta.gateway.SiteGate} says how much a pool may send to a site right now; a
 * {@link org.sluicemta.gateway.DeliverySlot} taken from it delivers one message over a pooled connection. Start with
 * {@link org.sluicemta.gateway.Gateway}. RFC 5321, RFC 3207, RFC 2920, RFC 7505.
 */
@NullMarked
package org.sluicemta.gateway;

import org.jspecify.annotations.NullMarked;
