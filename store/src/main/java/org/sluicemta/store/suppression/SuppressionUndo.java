package org.sluicemta.store.suppression;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.sluicemta.store.database.Database;
import org.sluicemta.store.suppression.SuppressionChange.Action;
import org.sluicemta.suppression.Suppression;

/**
 * Takes out everything that a source wrote in a span of time, and brings back what that had replaced, as the record of
 * changes shows it. In short transactions, in order of target; what another hand has changed since stays.
 */
final class SuppressionUndo {
    private static final int ROWS = 1_000;
    private static final int CHANGES = 1_000;

    private final Database database;
    private final InstantSource clock;
    private final String source;
    private final Instant from;
    private final Instant to;
    private final String by;

    SuppressionUndo(Database database, InstantSource clock, String source, Instant from, Instant to, String by) {
        this.database = database;
        this.clock = clock;
        this.source = source;
        this.from = from;
        this.to = to;
        this.by = by;
    }

    UndoReport run() {
        long removed = 0;
        long restored = 0;
        Suppression last = null;
        List<Suppression> rows;
        do {
            Suppression after = last;
            rows = database.withHandle(handle -> SuppressionTable.writtenBy(handle, source, from, to, after, ROWS));
            List<Suppression> page = rows;
            UndoReport part = database.write(handle -> undo(handle, page));
            removed += part.removed();
            restored += part.restored();
            last = rows.isEmpty() ? null : rows.getLast();
        } while (rows.size() == ROWS);
        return new UndoReport(removed, restored);
    }

    private UndoReport undo(Handle handle, List<Suppression> page) {
        if (page.isEmpty()) {
            return new UndoReport(0, 0);
        }
        List<Suppression> gone = SuppressionTable.deleteUnchanged(handle, page);
        // Few have replaced anything; which, one look at the record says for the whole page.
        Set<String> replacing = SuppressionChanges.replacedBetween(
                handle, page.getFirst().target(), page.getLast().target());
        List<Suppression> back = new ArrayList<>();
        gone.stream()
                .filter(entry -> replacing.contains(entry.target()))
                .forEach(entry -> replacedBy(handle, entry).ifPresent(back::add));
        SuppressionChanges.write(handle, clock.instant(), Action.UNDONE, by, gone);
        SuppressionTable.insert(handle, back);
        SuppressionChanges.write(handle, clock.instant(), Action.RESTORED, by, back);
        return new UndoReport(gone.size(), back.size());
    }

    /** Back through the changes of its key, over what is undone as well, to an entry that was there before. */
    private Optional<Suppression> replacedBy(Handle handle, Suppression entry) {
        for (SuppressionChange change : SuppressionChanges.of(handle, entry.target(), CHANGES)) {
            if (!change.entry().scope().equals(entry.scope())) {
                continue;
            }
            if (change.action() == Action.REMOVED || change.action() == Action.UNDONE) {
                return Optional.empty();
            }
            if (change.action() == Action.REPLACED && !isUndone(change.entry())) {
                return Optional.of(change.entry());
            }
        }
        return Optional.empty();
    }

    private boolean isUndone(Suppression entry) {
        return entry.source().equals(source)
                && !entry.created().isBefore(from)
                && entry.created().isBefore(to);
    }
}
