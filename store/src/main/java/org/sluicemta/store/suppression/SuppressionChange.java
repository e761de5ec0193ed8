package org.sluicemta.store.suppression;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sluicemta.suppression.Suppression;

/**
 * A record of one change of the list.
 *
 * @param id ascending in the order of writing, close to the order of commits; 0 for the adding of a single imported entry
 * @param at when
 * @param by who: a person or a component
 * @param entry the entry as it was added, as it had been before it was replaced, or as it was removed
 * @param importSource the import that brought an entry which kept a source of its own, or null
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
        /** A batch of new entries of an import: the entry is the first, its evidence says how many and up to which. */
        IMPORTED,
        /** The entry that an ADDED record right after it took the place of. */
        REPLACED,
        REMOVED,
        /** Removed by undoing an import or another source. */
        UNDONE,
        /** Brought back by undoing what had replaced it. */
        RESTORED
    }
}
