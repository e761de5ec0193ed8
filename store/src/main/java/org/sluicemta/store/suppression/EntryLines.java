package org.sluicemta.store.suppression;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Suppression entries as somebody wrote them, one after the other, in whatever form. */
public interface EntryLines {
    /**
     * @param number of the line, from 1
     * @param fields what it says, by the names of {@link EntryFields}; null when it cannot be read
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
