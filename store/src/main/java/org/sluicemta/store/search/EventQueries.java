package org.sluicemta.store.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.LongField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import org.sluicemta.event.EventQuery;
import org.sluicemta.event.EventType;
import org.sluicemta.event.QueryTerm;
import org.sluicemta.mail.MessageId;
import org.sluicemta.mail.MessageIdSource;

/** What is asked, in the index's terms. */
final class EventQueries {
    /** Splits texts into words, when they are indexed and when they are asked for. No word is left out. */
    static final Analyzer WORDS = new StandardAnalyzer();

    /** Events about a message as a whole, which name no recipient. */
    private static final Set<EventType> OF_ALL_RECIPIENTS =
            Set.of(EventType.RECEIVED, EventType.REPEATED, EventType.COPIED);

    private EventQueries() {}

    /** @param before only events with a lower number */
    static Query events(EventQuery query, long before) {
        long last = Math.min(before, query.until() == null ? Long.MAX_VALUE : first(query.until())) - 1;
        long first = query.since() == null ? 0 : first(query.since());
        BooleanQuery.Builder all = terms(query);
        all.add(LongField.newRangeQuery(EventDocument.EVENT, first, last), Occur.FILTER);
        return all.build();
    }

    /** @param before only events of messages with a lower number */
    static Query messages(List<EventQuery> anyOf, long before) {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        anyOf.forEach(query -> any.add(events(query, Long.MAX_VALUE), Occur.SHOULD));
        return new BooleanQuery.Builder()
                .add(new ConstantScoreQuery(any.build()), Occur.FILTER)
                .add(LongField.newRangeQuery(EventDocument.MESSAGE, 1, before - 1), Occur.FILTER)
                .build();
    }

    static Query history(MessageId id, @Nullable String recipient) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        all.add(term(QueryTerm.ID, id.toString()), Occur.FILTER);
        if (recipient != null) {
            BooleanQuery.Builder either = new BooleanQuery.Builder();
            either.add(term(QueryTerm.RECIPIENT, QueryTerm.RECIPIENT.folded(recipient)), Occur.SHOULD);
            OF_ALL_RECIPIENTS.forEach(
                    type -> either.add(term(QueryTerm.TYPE, QueryTerm.TYPE.folded(type.label())), Occur.SHOULD));
            all.add(either.build(), Occur.FILTER);
        }
        return all.build();
    }

    private static BooleanQuery.Builder terms(EventQuery query) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        query.terms().forEach((term, values) -> {
            if (term == QueryTerm.WORDS) {
                values.forEach(text -> words(text).forEach(word -> all.add(term(term, word), Occur.FILTER)));
            } else {
                all.add(anyOf(term, values), Occur.FILTER);
            }
        });
        return all;
    }

    private static Query anyOf(QueryTerm term, Collection<String> values) {
        return values.size() == 1
                ? term(term, values.iterator().next())
                : new TermInSetQuery(
                        term.label(), values.stream().map(BytesRef::new).toList());
    }

    private static Query term(QueryTerm term, String value) {
        return new TermQuery(new Term(term.label(), value));
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        try (TokenStream stream = WORDS.tokenStream(QueryTerm.WORDS.label(), text)) {
            CharTermAttribute word = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                words.add(word.toString());
            }
            stream.end();
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory failed", e);
        }
        return words;
    }

    private static long first(Instant instant) {
        return MessageIdSource.firstAt(instant).value();
    }
}
