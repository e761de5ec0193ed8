package org.sluicemta.delivery.schedule;

import java.time.Duration;

/**
 * How much a schedule may hold, and how long it waits.
 *
 * @param heldOfLane messages held from a lane with a single tenant
 * @param heldOfSharedLane messages held from a shared lane; tenants that have none may exceed it, up to four times as
 *     many in total
 * @param octetsOfLane octets held from a lane; one message is held whatever its size
 * @param heldOfTenant messages one tenant may hold of a shared lane that is half full
 * @param heldInWait messages held from a lane of the common site while their domains accept no more
 * @param settling messages leaving a lane without a delivery
 * @param inFlight messages being delivered
 * @param octetsInFlight octets being delivered; one message is delivered whatever its size
 * @param restAfter a site that has refused for this long, with nothing being delivered, is left alone
 * @param askAgainAfter a gate that hasn't answered for this long is asked again
 */
public record ScheduleLimits(
        int heldOfLane,
        int heldOfSharedLane,
        long octetsOfLane,
        int heldOfTenant,
        int heldInWait,
        int settling,
        int inFlight,
        long octetsInFlight,
        Duration restAfter,
        Duration askAgainAfter) {
    public static final ScheduleLimits DEFAULTS = new ScheduleLimits(
            64, 512, 2 << 20, 32, 256, 500, 500, 32 << 20, Duration.ofSeconds(5), Duration.ofMinutes(5));
}
