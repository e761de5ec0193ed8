package org.sluicemta.queue.content;

import java.util.concurrent.CompletableFuture;
import org.sluicemta.queue.content.Moves.Place;

/**
 * Octets with a place in a segment that are not yet on disk, or are there and still in memory.
 *
 * @param durable completed when they are, or with why they never will be
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
