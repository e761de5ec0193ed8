package org.sluicemta.store.suppression;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Suppression entries as written by a person or a program, one after the other, in any format. */
public interface EntryLines {
    /**
     * @param number of the line, from 1
     * @param fields its values by the names of {@link EntryFields}; null if it can't be read
     * @param problem why it cannot, or null
     */
    record Line(
            long number,
            @Nullable Map<String, String> fields,
            @Nullable String problem) {}

    /** The next line that isn't blank, or null at the end. */
    @Nullable
    Line next() throws IOException;
}
