package org.sluicemta.store.suppression;

import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.sluicemta.store.suppression.SuppressionChange.Action;
import org.sluicemta.suppression.Suppression;

/** The changes of a target, including those for which an import has no separate record. */
final class SuppressionHistory {
    private SuppressionHistory() {}

    /** Newest first. */
    static List<SuppressionChange> of(Handle handle, String target, int limit) {
        List<SuppressionChange> changes = new ArrayList<>(SuppressionChanges.of(handle, target, limit));
        // The record of a batch is stored under its first target and doesn't show this one.
        changes.removeIf(change -> change.action() == Action.IMPORTED);
        List<SuppressionChange> added = new ArrayList<>();
        for (Suppression entry : SuppressionTable.find(handle, target)) {
            if (changes.stream().noneMatch(change -> isAddingOf(change, entry))) {
                added.add(new SuppressionChange(0, entry.created(), Action.ADDED, entry.by(), entry, null));
            }
        }
        added.addAll(changes);
        return added.size() <= limit ? added : added.subList(0, limit);
    }

    private static boolean isAddingOf(SuppressionChange change, Suppression entry) {
        return (change.action() == Action.ADDED || change.action() == Action.RESTORED)
                && change.entry().equals(entry);
    }
}
