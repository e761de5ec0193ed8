package org.sluicemta.queue.content;

import java.time.Duration;

/**
 * Settings that operators don't need and tests reduce.
 *
 * @param segmentSize octets of a segment
 * @param ownSegment content of at least this many octets gets a segment of its own, so that it can be deleted as soon
 *     as it isn't needed
 * @param waiting octets of content in memory that aren't on disk yet
 * @param recent octets of content that stay in memory after they are on disk, because most mail is sent on at once
 * @param patience longest wait for the disk
 * @param compaction how often to check whether space can be reclaimed
 * @param compactionRate octets copied per second for small gains; more are copied only for large gains
 */
public record ContentTuning(
        int segmentSize,
        int ownSegment,
        int waiting,
        int recent,
        Duration patience,
        Duration compaction,
        int compactionRate) {
    public static final ContentTuning DEFAULTS = new ContentTuning(
            64 << 20, 1 << 20, 16 << 20, 8 << 20, Duration.ofSeconds(20), Duration.ofSeconds(1), 8 << 20);

    public ContentTuning {
        if (ownSegment < 1 || segmentSize < 2 * ownSegment || waiting < 2 * ownSegment) {
            throw new IllegalArgumentException("a segment and what waits must have at least twice the " + ownSegment
                    + " octets of content without a segment of its own, got " + segmentSize + " and " + waiting);
        }
    }
}
