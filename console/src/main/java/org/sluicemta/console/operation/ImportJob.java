package org.sluicemta.console.operation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.file.Files;
import java.util.function.Consumer;
import org.sluicemta.disk.FileTrouble;
import org.sluicemta.store.suppression.CsvEntryLines;
import org.sluicemta.store.suppression.EntryFields;
import org.sluicemta.store.suppression.ImportProgress;
import org.sluicemta.store.suppression.ImportReport;
import org.sluicemta.store.suppression.SuppressionImport;

/** An import of a file, in progress or finished. */
final class ImportJob implements Runnable, ImportProgress {
    private static final String AGAIN = ". What was written stays; the same import may be run again";

    private final SuppressionImport importer;
    private final EntryFields fields;
    private final Consumer<ImportState> over;
    private volatile ImportState state;

    ImportJob(ImportState begun, SuppressionImport importer, EntryFields fields, Consumer<ImportState> over) {
        this.over = over;
        this.importer = importer;
        this.fields = fields;
        this.state = begun;
    }

    ImportState state() {
        return state;
    }

    @Override
    public void run() {
        ImportState end = ended();
        // Recorded before anybody can see that it's finished, because a command may close the database then.
        over.accept(end);
        state = end;
    }

    private ImportState ended() {
        // Lines that aren't UTF-8 are reported one by one, and the rest of the file is imported.
        try (Reader reader = new InputStreamReader(Files.newInputStream(state.file()), UTF_8)) {
            ImportReport report = importer.run(CsvEntryLines.ofFile(reader), fields, this);
            return state.done(report);
        } catch (IOException | RuntimeException e) {
            return state.failed(problem(e));
        }
    }

    private String problem(Exception e) {
        return switch (e) {
            case IllegalArgumentException wrong -> state.file() + ": " + wrong.getMessage();
            case IOException unread -> "the import ended early: " + FileTrouble.of(unread) + AGAIN;
            default -> state.file() + ": " + e.getClass().getSimpleName() + " " + e.getMessage() + AGAIN;
        };
    }

    @Override
    public void at(Step step, long done, long total) {
        state = step == Step.READ ? state.reading(done) : state.writing(done, total);
    }
}
