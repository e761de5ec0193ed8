package org.sluicemta.store.search;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.MultiReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderManager;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.TopFieldDocs;
import org.apache.lucene.store.AlreadyClosedException;
import org.sluicemta.event.EventCursor;

/** All days as they are at one moment. */
final class SearchView implements Closeable {
    private final MultiReader reader;
    private final IndexSearcher searcher;

    private SearchView(MultiReader reader) {
        this.reader = reader;
        this.searcher = new IndexSearcher(reader);
    }

    static SearchView acquire(List<ReaderManager> days) throws IOException {
        List<IndexReader> readers = new ArrayList<>();
        try {
            for (ReaderManager day : days) {
                acquire(day, readers);
            }
            return new SearchView(new MultiReader(readers.toArray(IndexReader[]::new), false));
        } finally {
            // The MultiReader holds them from here on.
            for (IndexReader each : readers) {
                each.decRef();
            }
        }
    }

    private static void acquire(ReaderManager day, List<IndexReader> readers) throws IOException {
        try {
            day.maybeRefreshBlocking();
            DirectoryReader reader = day.acquire();
            readers.add(reader);
        } catch (AlreadyClosedException e) {
            // The day has been deleted, or is about to be opened again after a fault, which the metrics show.
        }
    }

    TopFieldDocs search(Query query, int limit, Sort order) throws IOException {
        return searcher.search(query, limit, order);
    }

    /** Where the event stands in the journal. */
    EventCursor place(ScoreDoc hit) throws IOException {
        List<LeafReaderContext> leaves = reader.leaves();
        LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(hit.doc, leaves));
        int document = hit.doc - leaf.docBase;
        SortedDocValues file = DocValues.getSorted(leaf.reader(), EventDocument.FILE);
        NumericDocValues offset = DocValues.getNumeric(leaf.reader(), EventDocument.OFFSET);
        if (!file.advanceExact(document) || !offset.advanceExact(document)) {
            throw new IOException("the index of events has a document without a place; it is damaged");
        }
        return new EventCursor(file.lookupOrd(file.ordValue()).utf8ToString(), offset.longValue());
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
