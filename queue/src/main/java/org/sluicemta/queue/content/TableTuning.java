package org.sluicemta.queue.content;

import java.time.Duration;

/**
 * Settings that operators don't need and tests shorten.
 *
 * @param patience longest wait for the database at a stop
 * @param underWay content younger than this may have no envelope yet, or one that is moving; servers' clocks must
 *     differ by less
 * @param condemned content is deleted if scans at least this far apart didn't see it
 * @param looks time from the end of a scan of the queues to the next
 * @param longestLook time after which a server that began a scan and didn't end it is considered dead
 */
public record TableTuning(
        Duration patience, Duration underWay, Duration condemned, Duration looks, Duration longestLook) {
    public static final TableTuning DEFAULTS = new TableTuning(
            Duration.ofSeconds(20),
            Duration.ofHours(1),
            Duration.ofHours(1),
            Duration.ofMinutes(30),
            Duration.ofMinutes(30));
}
