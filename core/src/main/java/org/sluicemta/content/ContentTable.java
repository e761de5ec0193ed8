package org.sluicemta.content;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;

/**
 * Content that all servers on a broker can read. A number names one content and is never given twice. Thread-safe.
 * Everything throws IOException when the database cannot do it; then nothing of it was done.
 */
public interface ContentTable {
    /** Octets of each piece but the last. */
    int PIECE = 64 << 10;

    /**
     * @param number of the content
     * @param length in octets
     * @param checksum CRC-32C of the content
     */
    record Entry(long number, long length, int checksum) {}

    /** Recipients, by their place in the accepted envelope, who hold content, or hold it no longer. */
    record Holding(long number, int[] recipients) {}

    /** How many contents there are, and their octets. */
    record Size(long count, long octets) {}

    /** Writes content for these recipients, a piece in memory at a time. It is on disk when this returns. */
    Entry put(InputStream content, int[] recipients, Instant now) throws IOException;

    /** What there is under a number; empty when it has been deleted. Content that was condemned is so no longer. */
    Optional<Entry> find(long number, Instant now) throws IOException;

    /** A piece, counted from 0; empty when there is none. */
    Optional<byte[]> piece(long number, long piece) throws IOException;

    /** These recipients hold the content no longer; what nobody holds is deleted. Saying so twice changes nothing. */
    void release(List<Holding> released) throws IOException;

    /** Envelopes that refer to these are about to be sent to another queue. Older looks say nothing of them any more. */
    void touch(Collection<Long> numbers, Instant now) throws IOException;

    /**
     * Whether the caller may look through the queues now: a look is due, and no other server is at it.
     *
     * @param most how long the caller's look may take before another server may begin one
     */
    boolean beginLook(Instant now, Duration most) throws IOException;

    /**
     * After a look that went through all queues: content that was not seen is condemned, and deleted when an earlier look
     * condemned it at least so long ago. What was touched at or after {@code before} is left alone.
     *
     * @param seen whether the look saw an envelope that refers to a number
     * @param before contents younger than this may have been under way during the look
     * @param next when the next look is due
     * @return how many were deleted
     */
    long sweep(LongPredicate seen, Instant before, Duration condemned, Instant now, Instant next) throws IOException;

    /** Counts everything, which takes a while. */
    Size size() throws IOException;
}
