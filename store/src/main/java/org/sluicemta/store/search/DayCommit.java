package org.sluicemta.store.search;

import java.io.IOException;
import java.util.Map;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.store.Directory;
import org.sluicemta.event.EventCursor;

/**
 * Which part of the journal a day's index holds. Kept in the index's own commit, so index and place can't differ.
 *
 * @param from where it begins
 * @param to where it ends
 */
record DayCommit(EventCursor from, EventCursor to) {
    private static final String FORM = "form";
    private static final String FROM = "from";
    private static final String TO = "to";

    /** Changes with the fields of {@link EventDocument}: an index of another form is made again. */
    private static final String CURRENT_FORM = "1";

    /** Throws IOException if there is no commit, or it is damaged or of another form. */
    static DayCommit read(Directory directory) throws IOException {
        try (DirectoryReader reader = DirectoryReader.open(directory)) {
            Map<String, String> data = reader.getIndexCommit().getUserData();
            if (!CURRENT_FORM.equals(data.get(FORM))) {
                throw new IndexFormatTooOldException(directory.toString(), "form " + data.get(FORM));
            }
            return new DayCommit(
                    EventCursor.parse(data.getOrDefault(FROM, "")), EventCursor.parse(data.getOrDefault(TO, "")));
        } catch (IllegalArgumentException e) {
            throw new IOException("no place in the journal in the index " + directory, e);
        }
    }

    Map<String, String> data() {
        return Map.of(FORM, CURRENT_FORM, FROM, from.toString(), TO, to.toString());
    }
}
