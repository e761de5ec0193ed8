package org.sluicemta.delivery.schedule;

import java.time.Duration;

/**
 * How much a schedule holds, and how long it waits.
 *
 * @param heldOfLane messages held of a lane that one tenant has to itself
 * @param heldOfSharedLane messages held of a lane that tenants share; a tenant with none there is let in beyond it, up to
 *     four times as many in all
 * @param octetsOfLane of what is held of a lane; one message is held whatever its size
 * @param heldOfTenant what a tenant may hold of a shared lane that is half full
 * @param heldInWait messages of a lane of the common site that are held while their domains take no more
 * @param settling messages that are on their way out of a lane without a delivery
 * @param inFlight messages that are being delivered
 * @param octetsInFlight of those; one message is delivered whatever its size
 * @param restAfter a site that has refused for so long, with nothing being delivered, is left alone
 * @param askAgainAfter a gate that has said nothing for so long is asked again
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
