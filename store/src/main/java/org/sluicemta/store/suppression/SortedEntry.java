package org.sluicemta.store.suppression;

import java.util.Comparator;
import org.sluicemta.suppression.Suppression;

/**
 * An entry of a file and its position.
 *
 * @param place ascending in the order of the file
 */
record SortedEntry(Suppression entry, long place) {
    /** In the order of the table's key; entries of one key in the order of the file. */
    static final Comparator<SortedEntry> ORDER = Comparator.comparing(
                    (SortedEntry sorted) -> sorted.entry().target())
            .thenComparing(sorted -> SuppressionColumns.tenant(sorted.entry().scope()))
            .thenComparing(sorted -> SuppressionColumns.stream(sorted.entry().scope()))
            .thenComparingLong(SortedEntry::place);

    boolean hasKeyOf(SortedEntry other) {
        return entry.target().equals(other.entry().target())
                && entry.scope().equals(other.entry().scope());
    }
}
