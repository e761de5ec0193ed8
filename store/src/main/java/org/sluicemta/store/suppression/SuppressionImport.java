package org.sluicemta.store.suppression;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.sluicemta.store.suppression.ImportReport.BadLine;
import org.sluicemta.suppression.Suppression;

/**
 * Imports many entries at once, from a file or a request. Bad lines are skipped and reported. The others are first
 * sorted by the table's key and then written a few thousand at a time, each batch durable before it is reported. Of two
 * lines for one target and scope, the later one counts. An interrupted import can be run again: existing entries are
 * replaced by the same ones. In a large import, new entries have one change record per batch, because each says itself
 * who added it, when and from where. Replaced entries have a record each, and so do all that are restored with their
 * origin.
 */
public final class SuppressionImport {
    private static final int REPORT_EVERY = 4_000;
    private static final int REPORTED = 1_000;
    private static final int LONGEST_PROBLEM = 200;

    private final DatabaseSuppressionList list;

    public SuppressionImport(DatabaseSuppressionList list) {
        this.list = list;
    }

    /** @throws IOException when the lines, or a temporary file, cannot be read or written */
    public ImportReport run(EntryLines lines, EntryFields fields, ImportProgress progress) throws IOException {
        try (EntrySorter sorter = new EntrySorter();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Reading reading = new Reading(fields, sorter);
            reading.over(lines, progress);
            list.loadOnce();
            ImportWriter writer = new ImportWriter(list, fields.restoring(), threads, progress, sorter.count());
            sorter.forEach(writer::add);
            writer.finish();
            long twice = sorter.count() - writer.taken();
            return new ImportReport(
                    writer.taken() - writer.replaced(), writer.replaced() + twice, reading.bad, reading.firstBad);
        }
    }

    private final class Reading {
        private final EntryFields fields;
        private final EntrySorter sorter;
        private final List<BadLine> firstBad = new ArrayList<>();
        private long bad;

        Reading(EntryFields fields, EntrySorter sorter) {
            this.fields = fields;
            this.sorter = sorter;
        }

        void over(EntryLines lines, ImportProgress progress) throws IOException {
            long done = 0;
            long count = 0;
            for (EntryLines.Line line = lines.next(); line != null; line = lines.next()) {
                take(line);
                done = line.number();
                if (++count % REPORT_EVERY == 0) {
                    progress.at(ImportProgress.Step.READ, done, 0);
                }
            }
            progress.at(ImportProgress.Step.READ, done, 0);
        }

        private void take(EntryLines.Line line) throws IOException {
            if (line.fields() == null) {
                reject(line.number(), line.problem());
                return;
            }
            Suppression entry;
            try {
                entry = list.storable(fields.entry(line.fields()));
            } catch (IllegalArgumentException e) {
                reject(line.number(), e.getMessage());
                return;
            }
            sorter.add(entry);
        }

        private void reject(long line, @Nullable String problem) {
            bad++;
            if (firstBad.size() < REPORTED) {
                firstBad.add(new BadLine(line, cut(String.valueOf(problem))));
            }
        }
    }

    /** A line may be long, and all problems are kept until the end. Never splits a surrogate pair. */
    private static String cut(String problem) {
        if (problem.length() <= LONGEST_PROBLEM) {
            return problem;
        }
        int end = LONGEST_PROBLEM - 1;
        return problem.substring(0, Character.isHighSurrogate(problem.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
