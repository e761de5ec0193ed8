package org.sluicemta.console.jmx;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sluicemta.console.operation.ImportState;
import org.sluicemta.store.suppression.ImportReport;

/**
 * The progress of an import.
 *
 * @param id to ask for it
 * @param started ISO 8601, UTC: no entry of it is older
 * @param state {@code reading}, {@code writing}, {@code done} or {@code failed}
 * @param lines lines read so far
 * @param written entries written so far, of {@code total}
 * @param bad lines that were skipped
 * @param firstBad the first 1,000 of these, each {@code line 12: what is wrong}
 * @param problem why it failed, or null
 */
public record ImportRow(
        String id,
        String file,
        String started,
        String state,
        long lines,
        long written,
        long total,
        long added,
        long replaced,
        long bad,
        List<String> firstBad,
        @Nullable String problem) {
    static ImportRow of(ImportState state) {
        ImportReport report = state.report();
        return new ImportRow(
                state.id(),
                state.file().toString(),
                state.started().toString(),
                state.step().name().toLowerCase(Locale.ROOT),
                state.lines(),
                state.written(),
                state.total(),
                report == null ? 0 : report.added(),
                report == null ? 0 : report.replaced(),
                report == null ? 0 : report.bad(),
                report == null
                        ? List.of()
                        : report.firstBad().stream()
                                .map(bad -> "line " + bad.line() + ": " + bad.problem())
                                .toList(),
                state.problem());
    }

    public boolean isOver() {
        return state.equals("done") || state.equals("failed");
    }
}
