package org.sluicemta.store.search;

import java.util.List;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.util.BytesRef;
import org.sluicemta.event.Event;
import org.sluicemta.event.EventCursor;
import org.sluicemta.event.QueryTerm;
import org.sluicemta.mail.MessageId;
import org.sluicemta.store.event.EventIds;

/**
 * An event in the index: the values it can be found by, its id and its message's for the order, and its place in the
 * journal. The event itself isn't stored again.
 */
final class EventDocument {
    /** The number in the event's id, which ascends with time. */
    static final String EVENT = "event";
    /** The number in the id of its message; the field is missing in events about no message. */
    static final String MESSAGE = "message";

    static final String FILE = "file";
    static final String OFFSET = "offset";

    private static final FieldType TEXT = text();

    private EventDocument() {}

    static Document of(Event event, EventCursor place) {
        Document document = new Document();
        document.add(new LongField(EVENT, EventIds.bits(event.id()).value(), Field.Store.NO));
        MessageId message = event.mail().messageId();
        if (message != null) {
            document.add(new LongField(MESSAGE, message.value(), Field.Store.NO));
        }
        for (QueryTerm term : QueryTerm.values()) {
            add(document, term, term.of(event));
        }
        document.add(new SortedDocValuesField(FILE, new BytesRef(place.file())));
        document.add(new NumericDocValuesField(OFFSET, place.offset()));
        return document;
    }

    private static void add(Document document, QueryTerm term, List<String> values) {
        for (String value : values) {
            document.add(
                    term == QueryTerm.WORDS
                            ? new Field(term.label(), value, TEXT)
                            : new StringField(term.label(), value, Field.Store.NO));
        }
    }

    /** Words only: how often and where they stand doesn't matter. */
    private static FieldType text() {
        FieldType type = new FieldType();
        type.setTokenized(true);
        type.setOmitNorms(true);
        type.setIndexOptions(IndexOptions.DOCS);
        type.freeze();
        return type;
    }
}
