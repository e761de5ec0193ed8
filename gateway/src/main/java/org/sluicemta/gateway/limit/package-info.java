/**
 * How much may go to a site now: slots, messages per second, a domain's share of the common site, suspension while a
 * site is down, and the slots of all sites together. Start with {@link org.sluicemta.gateway.limit.SlotLimiter}, which
 * waits, and {@link org.sluicemta.gateway.limit.SiteSlots}, which decides. Everything waits for events and timers;
 * nothing polls.
 */
@NullMarked
package org.sluicemta.gateway.limit;

import org.jspecify.annotations.NullMarked;
