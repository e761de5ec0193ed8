/**
 * How much may go to a site now: slots, messages per second, a domain's share of the common site, and none at all while
 * a site is down. Start with {@link org.sluicemta.gateway.limit.SlotLimiter}. Everything waits for events and timers,
 * nothing polls.
 */
@NullMarked
package org.sluicemta.gateway.limit;

import org.jspecify.annotations.NullMarked;
