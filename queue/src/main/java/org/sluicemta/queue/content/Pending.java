package org.sluicemta.queue.content;

import java.util.concurrent.CompletableFuture;
import org.sluicemta.queue.content.Moves.Place;

/**
 * Octets with a position in a segment that aren't on disk yet, or are on disk and still in memory.
 *
 * @param durable completes when they are on disk, or fails if they never will be
 * @param footer whether this ends the segment
 */
record Pending(Segment segment, long offset, byte[] octets, CompletableFuture<Void> durable, boolean footer) {
    Place place() {
        return new Place(segment.number(), offset);
    }

    long end() {
        return offset + octets.length;
    }
}
