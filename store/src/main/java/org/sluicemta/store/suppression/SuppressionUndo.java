package org.sluicemta.store.suppression;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.sluicemta.store.database.Database;
import org.sluicemta.store.suppression.SuppressionChange.Action;
import org.sluicemta.suppression.Suppression;

/**
 * Removes everything that a source wrote in a period, and restores what that had replaced, according to the change
 * history. Entries that an import restored with a source of their own are found there, too. It works in short
 * transactions, in order of target. Entries that somebody else has changed since are kept.
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
        UndoReport written = undoWritten();
        UndoReport brought = undoBrought();
        return new UndoReport(written.removed() + brought.removed(), written.restored() + brought.restored());
    }

    private UndoReport undoWritten() {
        long removed = 0;
        long restored = 0;
        Suppression last = null;
        List<Suppression> rows;
        do {
            Suppression after = last;
            rows = database.withHandle(handle -> SuppressionTable.writtenBy(handle, source, from, to, after, ROWS));
            List<Suppression> page = rows;
            UndoReport part = database.write(handle -> undo(handle, page, replacing(handle, page)));
            removed += part.removed();
            restored += part.restored();
            last = rows.isEmpty() ? null : rows.getLast();
        } while (rows.size() == ROWS);
        return new UndoReport(removed, restored);
    }

    private UndoReport undoBrought() {
        long removed = 0;
        long restored = 0;
        long last = 0;
        List<SuppressionChange> changes;
        do {
            long after = last;
            changes =
                    database.withHandle(handle -> SuppressionChanges.broughtBy(handle, source, from, to, after, ROWS));
            List<Suppression> page =
                    changes.stream().map(SuppressionChange::entry).distinct().toList();
            UndoReport part = database.write(handle -> undo(
                    handle,
                    page.stream().filter(entry -> isStillBrought(handle, entry)).toList(),
                    entry -> true));
            removed += part.removed();
            restored += part.restored();
            last = changes.isEmpty() ? last : changes.getLast().id();
        } while (changes.size() == ROWS);
        return new UndoReport(removed, restored);
    }

    /** Few entries have replaced another. One query of the history tells which ones of a page did. */
    private static Predicate<Suppression> replacing(Handle handle, List<Suppression> page) {
        if (page.isEmpty()) {
            return entry -> false;
        }
        Set<String> targets = SuppressionChanges.replacedBetween(
                handle, page.getFirst().target(), page.getLast().target());
        return entry -> targets.contains(entry.target());
    }

    private UndoReport undo(Handle handle, List<Suppression> page, Predicate<Suppression> replacing) {
        if (page.isEmpty()) {
            return new UndoReport(0, 0);
        }
        List<Suppression> gone = SuppressionTable.deleteUnchanged(handle, page);
        List<Suppression> back = new ArrayList<>();
        gone.stream()
                .filter(replacing)
                .forEach(entry -> replacedBy(handle, entry).ifPresent(back::add));
        SuppressionChanges.write(handle, clock.instant(), Action.UNDONE, by, gone);
        SuppressionTable.insert(handle, back);
        SuppressionChanges.write(handle, clock.instant(), Action.RESTORED, by, back);
        return new UndoReport(gone.size(), back.size());
    }

    /** Goes back through the changes of its key, past those being undone, to an entry that was there before. */
    private Optional<Suppression> replacedBy(Handle handle, Suppression entry) {
        List<SuppressionChange> changes = changes(handle, entry);
        for (int i = 0; i < changes.size(); i++) {
            SuppressionChange change = changes.get(i);
            if (change.action() == Action.REMOVED || change.action() == Action.UNDONE) {
                return Optional.empty();
            }
            if (change.action() == Action.REPLACED && !isUndone(change.entry()) && !wasBrought(changes, i + 1)) {
                return Optional.of(change.entry());
            }
        }
        return Optional.empty();
    }

    /** An entry may equal the one it replaced, which is back once this is undone. */
    private boolean isStillBrought(Handle handle, Suppression entry) {
        return wasBrought(changes(handle, entry), 0);
    }

    /** Those of one key, newest first. */
    private static List<SuppressionChange> changes(Handle handle, Suppression entry) {
        return SuppressionChanges.of(handle, entry.target(), CHANGES).stream()
                .filter(change -> change.entry().scope().equals(entry.scope()))
                .toList();
    }

    /** Whether the replaced entry had been written by what is being undone, according to the record right before it. */
    private boolean wasBrought(List<SuppressionChange> changes, int before) {
        return before < changes.size()
                && source.equals(changes.get(before).importSource())
                && isWithin(changes.get(before).at());
    }

    private boolean isUndone(Suppression entry) {
        return entry.source().equals(source) && isWithin(entry.created());
    }

    private boolean isWithin(Instant time) {
        return !time.isBefore(from) && time.isBefore(to);
    }
}
