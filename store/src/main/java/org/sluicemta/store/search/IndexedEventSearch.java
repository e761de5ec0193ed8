package org.sluicemta.store.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.lucene.document.LongField;
import org.apache.lucene.index.ReaderManager;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortedNumericSelector;
import org.apache.lucene.search.TopDocs;
import org.jspecify.annotations.Nullable;
import org.sluicemta.event.EventCursor;
import org.sluicemta.event.EventQuery;
import org.sluicemta.event.EventSearch;
import org.sluicemta.event.SearchState;
import org.sluicemta.mail.MessageId;
import org.sluicemta.store.event.EventIds;
import org.sluicemta.store.event.JournalReader;

/** Looks in the index, and reads what it finds from the journal. Events that were deleted from there are left out. */
public final class IndexedEventSearch implements EventSearch {
    /** A message has several events, so this many are looked at to get fewer messages. */
    private static final int EVENTS_AT_ONCE = 200;

    private static final Sort NEWEST_EVENT = by(EventDocument.EVENT, true);
    private static final Sort OLDEST_EVENT = by(EventDocument.EVENT, false);
    private static final Sort LAST_MESSAGE = by(EventDocument.MESSAGE, true);

    private final Supplier<List<ReaderManager>> views;
    private final JournalReader journal;
    private final Supplier<SearchState> state;

    IndexedEventSearch(Supplier<List<ReaderManager>> views, JournalReader journal, Supplier<SearchState> state) {
        this.views = views;
        this.journal = journal;
        this.state = state;
    }

    /** Over the index of a running server. */
    public static IndexedEventSearch of(EventIndexer indexer, JournalReader journal) {
        return new IndexedEventSearch(indexer::views, journal, indexer::state);
    }

    private static Sort by(String field, boolean descending) {
        return new Sort(LongField.newSortField(field, descending, SortedNumericSelector.Type.MAX));
    }

    @Override
    public Found find(EventQuery query, int limit, @Nullable String page) throws IOException {
        long before = page == null ? Long.MAX_VALUE : EventIds.bits(page).value();
        try (SearchView view = SearchView.acquire(views.get())) {
            ScoreDoc[] hits = view.search(EventQueries.events(query, before), limit, NEWEST_EVENT).scoreDocs;
            Optional<String> next = hits.length < limit
                    ? Optional.empty()
                    : Optional.of(EventIds.of(new MessageId(value(hits[hits.length - 1]))));
            return new Found(lines(view, hits), next);
        }
    }

    @Override
    public FoundMessages messages(List<EventQuery> anyOf, int limit, @Nullable MessageId before) throws IOException {
        Set<MessageId> found = new LinkedHashSet<>();
        long last = before == null ? Long.MAX_VALUE : before.value();
        boolean more = true;
        try (SearchView view = SearchView.acquire(views.get())) {
            while (more && found.size() <= limit) {
                ScoreDoc[] hits =
                        view.search(EventQueries.messages(anyOf, last), EVENTS_AT_ONCE, LAST_MESSAGE).scoreDocs;
                for (ScoreDoc hit : hits) {
                    last = value(hit);
                    found.add(new MessageId(last));
                }
                more = hits.length == EVENTS_AT_ONCE;
            }
        }
        return new FoundMessages(found.stream().limit(limit).toList(), found.size() > limit);
    }

    @Override
    public List<String> history(MessageId id, @Nullable String recipient, int limit) throws IOException {
        try (SearchView view = SearchView.acquire(views.get())) {
            TopDocs hits = view.search(EventQueries.history(id, recipient), limit, OLDEST_EVENT);
            return lines(view, hits.scoreDocs);
        }
    }

    @Override
    public SearchState state() {
        return state.get();
    }

    /** What it was sorted by. */
    private static long value(ScoreDoc hit) {
        return (Long) ((FieldDoc) hit).fields[0];
    }

    private List<String> lines(SearchView view, ScoreDoc[] hits) throws IOException {
        List<String> lines = new ArrayList<>();
        for (ScoreDoc hit : hits) {
            EventCursor place = view.place(hit);
            journal.line(place).ifPresent(lines::add);
        }
        return lines;
    }
}
