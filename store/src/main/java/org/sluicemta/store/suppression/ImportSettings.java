package org.sluicemta.store.suppression;

import java.util.List;
import org.sluicemta.suppression.SuppressionReason;
import org.sluicemta.suppression.SuppressionScope;

/**
 * What holds for every entry that doesn't say otherwise.
 *
 * @param scope of lines that name neither tenant nor stream
 * @param source written into every entry, {@code import:FILE}: what undoing goes by
 * @param keepOrigin whether source, by and created are taken from the file where it has them: for bringing an export back
 * @param known fields that may be given; source, by and created of a file are passed over unless its origin is kept
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
