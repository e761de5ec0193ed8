package org.sluicemta.console.jmx;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far an import is.
 *
 * @param id what it is asked for by
 * @param started ISO 8601, UTC: no entry of it is older
 * @param state {@code reading}, {@code writing}, {@code done} or {@code failed}
 * @param lines lines read so far
 * @param written entries written so far, of {@code total}
 * @param bad lines that were left out
 * @param firstBad the first 1,000 of those, each {@code line 12: what is wrong}
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
    public boolean isOver() {
        return state.equals("done") || state.equals("failed");
    }
}
