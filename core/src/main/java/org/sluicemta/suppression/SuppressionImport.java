package org.sluicemta.suppression;

import java.io.IOException;
import java.io.Reader;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.sluicemta.suppression.ImportReport.BadLine;

/**
 * Reads entries from comma-separated values (RFC 4180) with the columns {@code target, tenant, stream, reason, source,
 * evidence, by, created, expires}, or from a plain list of targets. Bad lines are left out and reported; the others are
 * written a few thousand at a time, each batch durable before the next. An import that was broken off can be run again:
 * what is there is replaced by the same.
 */
public final class SuppressionImport {
    private static final int BATCH = 4_000;
    private static final int REPORTED = 1_000;

    private final DatabaseSuppressionList list;
    private final InstantSource clock;

    public SuppressionImport(DatabaseSuppressionList list, InstantSource clock) {
        this.list = list;
        this.clock = clock;
    }

    /**
     * @param progress told the number of lines done, after every batch
     * @throws IllegalArgumentException when the first line names unknown columns; nothing is written then
     */
    public ImportReport run(Reader file, ImportSettings settings, LongConsumer progress) throws IOException {
        return new Run(settings, progress, clock.instant()).over(new CsvLines(file));
    }

    private final class Run {
        private final ImportSettings settings;
        private final LongConsumer progress;
        private final Instant now;
        private final List<Suppression> batch = new ArrayList<>(BATCH);
        private final List<BadLine> firstBad = new ArrayList<>();
        private long good;
        private long replaced;
        private long bad;

        Run(ImportSettings settings, LongConsumer progress, Instant now) {
            this.settings = settings;
            this.progress = progress;
            this.now = now;
        }

        ImportReport over(CsvLines lines) throws IOException {
            CsvLines.Row row = lines.next();
            SuppressionColumns header = row == null ? null : SuppressionColumns.ofHeader(row.fields());
            SuppressionColumns columns = header == null ? SuppressionColumns.targetOnly() : header;
            if (header != null) {
                row = lines.next();
            }
            long last = 0;
            while (row != null) {
                take(row, columns);
                last = row.line();
                row = lines.next();
                if (batch.size() == BATCH || row == null) {
                    write(last);
                }
            }
            return new ImportReport(good - replaced, replaced, bad, firstBad);
        }

        private void take(CsvLines.Row row, SuppressionColumns columns) {
            if (isBlank(row)) {
                return;
            }
            try {
                String problem = row.problem();
                if (problem != null) {
                    throw new IllegalArgumentException(problem);
                }
                batch.add(list.storable(columns.entry(row.fields(), settings, now)));
                good++;
            } catch (IllegalArgumentException e) {
                reject(row.line(), e.getMessage());
            }
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

        private void write(long line) {
            if (!batch.isEmpty()) {
                replaced += list.putAll(batch);
                batch.clear();
            }
            progress.accept(line);
        }
    }
}
