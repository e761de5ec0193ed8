package org.sluicemta.console.operation;

import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sluicemta.store.suppression.ImportReport;

/**
 * The progress of an import.
 *
 * @param started no entry of it is older
 * @param lines lines read so far
 * @param written entries written so far, of {@code total}
 * @param report its result, if it is done
 * @param problem why it failed, or null
 */
public record ImportState(
        String id,
        Path file,
        Instant started,
        Step step,
        long lines,
        long written,
        long total,
        @Nullable ImportReport report,
        @Nullable String problem) {

    /** In this order. */
    public enum Step {
        READING,
        WRITING,
        DONE,
        FAILED
    }

    /** The result of a finished import in words. */
    String result() {
        return report == null ? "failed: " + problem : described(report);
    }

    static String described(ImportReport report) {
        return SuppressionOperations.imported(report.added(), report.replaced(), report.bad());
    }

    static ImportState begun(String id, Path file, Instant started) {
        return new ImportState(id, file, started, Step.READING, 0, 0, 0, null, null);
    }

    ImportState reading(long read) {
        return new ImportState(id, file, started, Step.READING, read, 0, 0, null, null);
    }

    ImportState writing(long done, long all) {
        return new ImportState(id, file, started, Step.WRITING, lines, done, all, null, null);
    }

    ImportState done(ImportReport what) {
        return new ImportState(id, file, started, Step.DONE, lines, written, total, what, null);
    }

    ImportState failed(String why) {
        return new ImportState(id, file, started, Step.FAILED, lines, written, total, null, why);
    }
}
