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
 * Message content that every server on a broker can read. Each content has a number that is never reused. Thread-safe.
 * Every method throws IOException when the database fails; nothing was changed then.
 */
public interface ContentTable {
    /** Size of every piece but the last, in octets. */
    int PIECE = 64 << 10;

    /**
     * @param number of the content
     * @param length in octets
     * @param checksum CRC-32C of the content
     */
    record Entry(long number, long length, int checksum) {}

    /** Records which recipients, by index in the accepted envelope, still need the content. */
    record Holding(long number, int[] recipients) {}

    /** Number of contents and their total size in octets. */
    record Size(long count, long octets) {}

    /** Writes content for these recipients, one piece in memory at a time. Durable when this returns. */
    Entry put(InputStream content, int[] recipients, Instant now) throws IOException;

    /** The content with this number; empty when it was deleted. Clears the mark of content marked for deletion. */
    Optional<Entry> find(long number, Instant now) throws IOException;

    /** One piece, counted from 0; empty when there is none. */
    Optional<byte[]> piece(long number, long piece) throws IOException;

    /** These recipients no longer need the content. Content nobody needs is deleted. Idempotent. */
    void release(List<Holding> released) throws IOException;

    /**
     * Envelopes that refer to these contents are about to move to another queue, so scans that began earlier no longer
     * count for them.
     */
    void touch(Collection<Long> numbers, Instant now) throws IOException;

    /**
     * Whether the caller may scan the queues now: a scan is due and no other server is running one.
     *
     * @param most how long the scan may take before another server may start one
     */
    boolean beginLook(Instant now, Duration most) throws IOException;

    /**
     * Ends a scan that went through all queues. Content the scan didn't see is marked for deletion; content marked by
     * an earlier scan, at least this long ago, is deleted. Content touched at or after {@code before} is left alone.
     *
     * @param seen whether the scan saw an envelope that refers to a number
     * @param before contents younger than this may have been in transit during the scan
     * @param next when the next scan is due
     * @return how many were deleted
     */
    long sweep(LongPredicate seen, Instant before, Duration condemned, Instant now, Instant next) throws IOException;

    /** Counts all rows, which is slow. */
    Size size() throws IOException;
}
