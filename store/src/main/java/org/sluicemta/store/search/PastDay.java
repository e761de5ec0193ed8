package org.sluicemta.store.search;

import java.io.Closeable;
import java.io.IOException;
import org.apache.lucene.index.ReaderManager;
import org.apache.lucene.store.Directory;

/** The index of a day that is over. */
record PastDay(Directory directory, ReaderManager readers, DayCommit commit) implements Closeable {
    /** Takes the directory over, and closes it if it can't be read. */
    static PastDay open(Directory directory) throws IOException {
        try {
            DayCommit commit = DayCommit.read(directory);
            return new PastDay(directory, new ReaderManager(directory), commit);
        } catch (IOException | RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            readers.close();
        } finally {
            directory.close();
        }
    }
}
