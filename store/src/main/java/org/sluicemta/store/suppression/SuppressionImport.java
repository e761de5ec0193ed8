package org.sluicemta.store.suppression;

import java.io.IOException;
import java.io.Reader;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sluicemta.store.suppression.ImportReport.BadLine;
import org.sluicemta.suppression.Suppression;
import org.sluicemta.suppression.SuppressionScope;

/**
 * Reads entries from comma-separated values (RFC 4180) with the columns {@code target, tenant, stream, reason, source,
 * evidence, by, created, expires}, or from a plain list of targets. Bad lines are left out and reported. The others are
 * put into the order of the table first and then written a few thousand at a time, each batch durable before it is
 * reported; of two lines for one target and scope the later counts. An import that was broken off can be run again: what
 * is there is replaced by the same. In a large import new entries have one record of change for a batch, since each says
 * itself who brought it, when and from where; replaced ones have a record each.
 */
public final class SuppressionImport {
    private static final int REPORT_EVERY = 4_000;
    private static final int REPORTED = 1_000;

    private final DatabaseSuppressionList list;
    private final InstantSource clock;
    private final Consumer<SuppressionScope> known;

    public SuppressionImport(DatabaseSuppressionList list, InstantSource clock) {
        this(list, clock, scope -> {});
    }

    /** @param known throws IllegalArgumentException for a tenant or stream that is not there; an export is not asked */
    public SuppressionImport(DatabaseSuppressionList list, InstantSource clock, Consumer<SuppressionScope> known) {
        this.list = list;
        this.clock = clock;
        this.known = known;
    }

    /**
     * @throws IllegalArgumentException when the first line names unknown columns; nothing is written then
     * @throws IOException when the file, or a temporary one, cannot be read or written
     */
    public ImportReport run(Reader file, ImportSettings settings, ImportProgress progress) throws IOException {
        try (EntrySorter sorter = new EntrySorter();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Reading reading = new Reading(settings, progress, clock.instant(), sorter);
            reading.over(new CsvLines(file));
            list.loadOnce();
            ImportWriter writer = new ImportWriter(list, threads, progress, sorter.count());
            sorter.forEach(writer::add);
            writer.finish();
            long twice = sorter.count() - writer.taken();
            return new ImportReport(
                    writer.taken() - writer.replaced(), writer.replaced() + twice, reading.bad, reading.firstBad);
        }
    }

    private final class Reading {
        private final ImportSettings settings;
        private final ImportProgress progress;
        private final Instant now;
        private final EntrySorter sorter;
        private final List<BadLine> firstBad = new ArrayList<>();
        private long bad;

        Reading(ImportSettings settings, ImportProgress progress, Instant now, EntrySorter sorter) {
            this.settings = settings;
            this.progress = progress;
            this.now = now;
            this.sorter = sorter;
        }

        void over(CsvLines lines) throws IOException {
            CsvLines.Row row = lines.next();
            SuppressionColumns header = row == null ? null : SuppressionColumns.ofHeader(row.fields());
            SuppressionColumns columns = header == null ? SuppressionColumns.targetOnly() : header;
            if (header != null) {
                row = lines.next();
            }
            long done = 0;
            for (long count = 1; row != null; count++) {
                take(row, columns);
                done = row.line();
                if (count % REPORT_EVERY == 0) {
                    progress.at(ImportProgress.Step.READ, done, 0);
                }
                row = lines.next();
            }
            progress.at(ImportProgress.Step.READ, done, 0);
        }

        private void take(CsvLines.Row row, SuppressionColumns columns) throws IOException {
            if (isBlank(row)) {
                return;
            }
            Suppression entry;
            try {
                entry = entry(row, columns);
            } catch (IllegalArgumentException e) {
                reject(row.line(), e.getMessage());
                return;
            }
            sorter.add(entry);
        }

        private Suppression entry(CsvLines.Row row, SuppressionColumns columns) {
            String problem = row.problem();
            if (problem != null) {
                throw new IllegalArgumentException(problem);
            }
            Suppression entry = columns.entry(row.fields(), settings, now);
            if (!settings.keepOrigin()) {
                known.accept(entry.scope());
            }
            return list.storable(entry);
        }

        private boolean isBlank(CsvLines.Row row) {
            return row.problem() == null
                    && row.fields().size() == 1
                    && row.fields().getFirst().isBlank();
        }

        private void reject(long line, @Nullable String problem) {
            bad++;
            if (firstBad.size() < REPORTED) {
                firstBad.add(new BadLine(line, String.valueOf(problem)));
            }
        }
    }
}
