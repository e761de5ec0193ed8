package org.sluicemta.store.suppression;

import java.util.List;
import org.sluicemta.suppression.SuppressionReason;
import org.sluicemta.suppression.SuppressionScope;

/**
 * Defaults for entries that don't say otherwise.
 *
 * @param scope of lines that name neither tenant nor stream
 * @param source written into every entry, {@code import:FILE}; undoing an import uses it
 * @param keepOrigin whether source, by and created are taken from the file if it has them, to restore an export
 * @param known allowed fields; source, by and created of a file are ignored unless its origin is kept
 */
public record ImportSettings(
        SuppressionScope scope,
        SuppressionReason reason,
        String source,
        String by,
        boolean keepOrigin,
        List<String> known) {
    public ImportSettings {
        known = List.copyOf(known);
    }

    /** Of a file. */
    public ImportSettings(
            SuppressionScope scope, SuppressionReason reason, String source, String by, boolean keepOrigin) {
        this(scope, reason, source, by, keepOrigin, EntryFields.ALL);
    }
}
