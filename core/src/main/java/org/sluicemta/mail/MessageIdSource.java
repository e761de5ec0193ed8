package org.sluicemta.mail;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Generates message ids: 42 bits of milliseconds since 1970, 6 bits of node, 15 bits of sequence. The sequence carries
 * over into the next millisecond under load, and a clock that steps back never repeats an id within a process.
 */
public final class MessageIdSource {
    private static final int NODE_BITS = 6;
    private static final int SEQUENCE_BITS = 15;

    private final InstantSource clock;
    private final int node;
    private final AtomicLong last = new AtomicLong();

    /** @param node this node's number, 0 to 63, different on every node that shares a broker */
    public MessageIdSource(InstantSource clock, int node) {
        if (node < 0 || node >= 1 << NODE_BITS) {
            throw new IllegalArgumentException("node must be 0 to 63, got " + node);
        }
        this.clock = clock;
        this.node = node;
    }

    /** The lowest id that any node could generate at this instant; older ids are lower. */
    public static MessageId firstAt(Instant instant) {
        return new MessageId(Math.max(0, instant.toEpochMilli()) << NODE_BITS + SEQUENCE_BITS);
    }

    /** From now on only generates ids above this one, even if the clock was set back since. */
    public void continueAfter(MessageId id) {
        long time = id.value() >>> NODE_BITS + SEQUENCE_BITS;
        long sequence = id.value() & (1L << SEQUENCE_BITS) - 1;
        last.accumulateAndGet(time << SEQUENCE_BITS | sequence, Math::max);
    }

    public MessageId next() {
        long floor = clock.millis() << SEQUENCE_BITS;
        long tick = last.updateAndGet(previous -> Math.max(previous + 1, floor));
        long time = tick >>> SEQUENCE_BITS;
        long sequence = tick & (1L << SEQUENCE_BITS) - 1;
        return new MessageId((time << NODE_BITS | node) << SEQUENCE_BITS | sequence);
    }
}
