package org.sluicemta.queue.content;

import java.util.concurrent.CompletableFuture;

/**
 * Octets with a place in a segment that are not yet on disk.
 *
 * @param durable completed when they are, or with why they never will be
 * @param footer whether this ends the segment
 */
record Pending(Segment segment, long offset, byte[] octets, CompletableFuture<Void> durable, boolean footer) {
    long end() {
        return offset + octets.length;
    }
}
