package org.sluicemta.store.search;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Keeps Lucene from advising a faster way to compare vectors, which this index doesn't have, at each start. */
final class LuceneLog {
    /** Held, because the logging system forgets the level of a logger that nobody holds. */
    private static final Logger VECTORS =
            Logger.getLogger("org.apache.lucene.internal.vectorization.VectorizationProvider");

    private LuceneLog() {}

    static void quiet() {
        VECTORS.setLevel(Level.SEVERE);
    }
}
