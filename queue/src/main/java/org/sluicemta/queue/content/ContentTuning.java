package org.sluicemta.queue.content;

import java.time.Duration;

/**
 * What operators need not set and tests want smaller.
 *
 * @param segmentSize octets of a segment
 * @param ownSegment content of so many octets and more gets a segment of its own, so that it goes when it is done with
 * @param waiting octets of content in memory that the disk has not yet taken
 * @param recent octets of content that stay in memory when the disk has them, because most mail is sent on at once
 * @param patience longest wait for the disk
 * @param compaction how often it is looked whether room can be won
 * @param compactionRate octets that are copied a second to win little room; more is copied only to win much
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
