/**
 * From a recipient's domain to the hosts that take its mail: next hops, the relay host, address literals, MX records.
 * Start with {@link org.sluicemta.gateway.destination.DestinationFinder}. RFC 5321 sections 4.1.3 and 5.1, RFC 7505,
 * RFC 5890.
 */
@NullMarked
package org.sluicemta.gateway.destination;

import org.jspecify.annotations.NullMarked;
