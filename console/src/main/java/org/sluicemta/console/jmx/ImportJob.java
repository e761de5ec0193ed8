package org.sluicemta.console.jmx;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sluicemta.store.suppression.ImportProgress;
import org.sluicemta.store.suppression.ImportReport;
import org.sluicemta.store.suppression.ImportSettings;
import org.sluicemta.store.suppression.SuppressionImport;

/** An import under way, or over. */
final class ImportJob implements Runnable, ImportProgress {
    private final SuppressionImport imports;
    private final Path file;
    private final ImportSettings settings;
    private volatile ImportRow row;

    ImportJob(String id, SuppressionImport imports, Path file, ImportSettings settings, Instant started) {
        this.imports = imports;
        this.file = file;
        this.settings = settings;
        this.row = new ImportRow(id, file.toString(), started.toString(), "reading", 0, 0, 0, 0, 0, 0, List.of(), null);
    }

    ImportRow row() {
        return row;
    }

    @Override
    public void run() {
        try (Reader reader = Files.newBufferedReader(file)) {
            ImportReport report = imports.run(reader, settings, this);
            ImportRow last = row;
            row = new ImportRow(
                    last.id(),
                    last.file(),
                    last.started(),
                    "done",
                    last.lines(),
                    last.written(),
                    last.total(),
                    report.added(),
                    report.replaced(),
                    report.bad(),
                    report.firstBad().stream()
                            .map(bad -> "line " + bad.line() + ": " + bad.problem())
                            .toList(),
                    null);
        } catch (IOException | RuntimeException e) {
            ImportRow last = row;
            row = progress(last, "failed", last.lines(), last.written(), last.total(), problem(e));
        }
    }

    private String problem(Exception e) {
        return e instanceof IllegalArgumentException
                ? file + ": " + e.getMessage()
                : file + ": " + e.getClass().getSimpleName() + " " + e.getMessage()
                        + ". What was written stays; the same import may be run again";
    }

    @Override
    public void at(Step step, long done, long total) {
        ImportRow last = row;
        row = step == Step.READ
                ? progress(last, "reading", done, 0, 0, null)
                : progress(last, "writing", last.lines(), done, total, null);
    }

    private static ImportRow progress(
            ImportRow last, String state, long lines, long written, long total, @Nullable String problem) {
        return new ImportRow(
                last.id(), last.file(), last.started(), state, lines, written, total, 0, 0, 0, List.of(), problem);
    }
}
