package org.sluicemta.queue.content;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.SortedSet;

/** The files that the store consists of. A test puts a disk behind it that forgets what was not flushed. */
interface SegmentFiles {
    /** A segment that is written to. Used by threads that nobody interrupts, since an interrupt closes the file. */
    interface Writing extends Closeable {
        void write(ByteBuffer octets, long position) throws IOException;

        void force() throws IOException;

        void truncate(long size) throws IOException;
    }

    /** Keeps other processes out until it is closed: two would cut off each other's ends. */
    Closeable lock() throws IOException;

    /** Removes what a crash left of lists that had not yet their name. */
    void removeDrafts() throws IOException;

    /** Makes a segment; its name is on disk when this returns. */
    Writing create(long segment) throws IOException;

    /** Opens a segment that a crash left. */
    Writing reopen(long segment) throws IOException;

    FileChannel read(long segment) throws IOException;

    void delete(long segment) throws IOException;

    SortedSet<Long> segments() throws IOException;

    /** Keeps where the records of a segment have been moved to; on disk when this returns. */
    void writeMoves(long segment, byte[] moves) throws IOException;

    byte[] readMoves(long segment) throws IOException;

    void deleteMoves(long segment) throws IOException;

    /** Segments whose records have been moved. */
    SortedSet<Long> moved() throws IOException;

    /** Octets that the disk would still take. */
    long usable() throws IOException;
}
