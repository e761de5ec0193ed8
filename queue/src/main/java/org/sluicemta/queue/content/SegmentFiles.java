package org.sluicemta.queue.content;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.SortedSet;

/** The files of the store. Tests replace it with a disk that loses what wasn't flushed. */
interface SegmentFiles {
    /** A segment being written. Used by threads that are never interrupted, because an interrupt closes the file. */
    interface Writing extends Closeable {
        void write(ByteBuffer octets, long position) throws IOException;

        void force() throws IOException;

        void truncate(long size) throws IOException;
    }

    /** Keeps other processes out until it is closed, because two would truncate each other's files. */
    Closeable lock() throws IOException;

    /** Removes incomplete lists left by a crash. */
    void removeDrafts() throws IOException;

    /** Creates a segment. Its name is on disk when this returns. */
    Writing create(long segment) throws IOException;

    /** Opens a segment that a crash left. */
    Writing reopen(long segment) throws IOException;

    FileChannel read(long segment) throws IOException;

    void delete(long segment) throws IOException;

    SortedSet<Long> segments() throws IOException;

    /** Stores where the records of a segment have been moved. On disk when this returns. */
    void writeMoves(long segment, byte[] moves) throws IOException;

    byte[] readMoves(long segment) throws IOException;

    void deleteMoves(long segment) throws IOException;

    /** Segments whose records have been moved. */
    SortedSet<Long> moved() throws IOException;

    /** Free octets on the disk. */
    long usable() throws IOException;
}
