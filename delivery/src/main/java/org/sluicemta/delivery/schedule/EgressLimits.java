package org.sluicemta.delivery.schedule;

import java.time.Duration;

/**
 * How much a scheduler holds at a time.
 *
 * @param messagesInFlight taken and not acknowledged, per pool and site
 * @param bytesInFlight content of these in memory; one message is taken whatever its size
 * @param window bytes that the broker sends ahead for a lane at most
 * @param laneIdle a lane without mail is let go after so long
 * @param retryPause wait before the broker or a store is tried again after a failure
 * @param faultPause wait before a message is tried again after a fault of this server
 */
public record EgressLimits(
        int messagesInFlight,
        long bytesInFlight,
        int window,
        Duration laneIdle,
        Duration retryPause,
        Duration faultPause) {
    public static final EgressLimits DEFAULT = new EgressLimits(
            500, 32 << 20, 256 << 10, Duration.ofSeconds(60), Duration.ofSeconds(1), Duration.ofMinutes(5));
}
