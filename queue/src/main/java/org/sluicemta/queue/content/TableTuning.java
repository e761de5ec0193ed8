package org.sluicemta.queue.content;

import java.time.Duration;

/**
 * What operators need not set and tests want shorter.
 *
 * @param patience longest wait for the database at a stop
 * @param underWay content younger than this may have no envelope yet, or one that moves; clocks of servers may differ by
 *     less
 * @param condemned content goes when looks at least so far apart have not seen it
 * @param looks time from the end of a look through the queues to the next
 * @param longestLook after it a server that began a look and did not end it is taken for dead
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
