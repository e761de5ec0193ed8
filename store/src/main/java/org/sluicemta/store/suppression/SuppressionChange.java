package org.sluicemta.store.suppression;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sluicemta.suppression.Suppression;

/**
 * One change of the list.
 *
 * @param id ascending in the order of writing, close to the order of commits; 0 for the addition of a single imported
 *     entry
 * @param at when
 * @param by who: a person or a component
 * @param entry the entry as added, as it was before it was replaced, or as removed
 * @param importSource the import of an entry that kept a source of its own, or null
 */
public record SuppressionChange(
        long id,
        Instant at,
        Action action,
        String by,
        Suppression entry,
        @Nullable String importSource) {
    /** What was done to an entry. */
    public enum Action {
        ADDED,
        /**
         * A batch of new entries of an import. The entry is the first; its evidence says how many there are and which
         * is the last.
         */
        IMPORTED,
        /** The entry that the ADDED record right after it replaced. */
        REPLACED,
        REMOVED,
        /** Removed by undoing an import or another source. */
        UNDONE,
        /** Restored by undoing what had replaced it. */
        RESTORED
    }
}
