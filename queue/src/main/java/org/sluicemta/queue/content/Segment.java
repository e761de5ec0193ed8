package org.sluicemta.queue.content;

import java.io.IOException;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/**
 * A file of the store, and who holds what in it. Fields that are not volatile are guarded by the lock of {@link Books}.
 */
final class Segment {
    private final long number;
    private final SegmentFiles files;
    /** Of this segment, until its holders are known again after a start; then null. */
    @Nullable
    Holds releasedSinceStart;

    final Holds holds = new Holds();
    /** Octets assigned to records; the size of the file once nothing is added. */
    long size;

    /** Nothing more is added, and everything is on disk. */
    boolean sealed;

    /** A record in it can't be read, so the file is kept as it is. */
    boolean damaged;

    SegmentFiles.@Nullable Writing writing;
    volatile long durable;
    /** End of the records that were written. Nothing after it ever was. */
    volatile long end = Long.MAX_VALUE;

    private volatile @Nullable FileChannel reading;

    Segment(long number, SegmentFiles files) {
        this.number = number;
        this.files = files;
    }

    long number() {
        return number;
    }

    /** Octets of records that nobody holds. */
    long dead() {
        return size - holds.octets();
    }

    /** A channel, reopened if an interrupted reader has closed it for everybody. */
    FileChannel reading() throws IOException {
        FileChannel open = reading;
        return open != null && open.isOpen() ? open : reopen();
    }

    private synchronized FileChannel reopen() throws IOException {
        FileChannel open = reading;
        if (open == null || !open.isOpen()) {
            open = files.read(number);
            reading = open;
        }
        return open;
    }

    synchronized void closeReading() throws IOException {
        FileChannel open = reading;
        if (open != null) {
            open.close();
        }
    }
}
