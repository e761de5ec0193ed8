package org.sluicemta.suppression;

import java.io.IOException;
import java.io.Reader;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sluicemta.suppression.ImportReport.BadLine;

/**
 * Reads entries from comma-separated values (RFC 4180) with the columns {@code target, tenant, stream, reason, source,
 * evidence, by, created, expires}, or from a plain list of targets. Bad lines are left out and reported; the others are
 * written a few thousand at a time, each batch durable before the next. An import that was broken off can be run again:
 * what is there is replaced by the same.
 */
public final class SuppressionImport {
    /** Batches of different shares are written side by side: the database is what an import waits for. */
    private static final int SHARES = 2;

    private static final int REPORT_EVERY = 4_000;
    private static final int REPORTED = 1_000;

    private final DatabaseSuppressionList list;
    private final InstantSource clock;

    public SuppressionImport(DatabaseSuppressionList list, InstantSource clock) {
        this.list = list;
        this.clock = clock;
    }

    /**
     * @param progress told the number of lines read, after every few thousand
     * @throws IllegalArgumentException when the first line names unknown columns; nothing is written then
     */
    public ImportReport run(Reader file, ImportSettings settings, LongConsumer progress) throws IOException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return new Run(settings, progress, clock.instant(), threads).over(new CsvLines(file));
        }
    }

    private final class Run {
        private final ImportSettings settings;
        private final LongConsumer progress;
        private final Instant now;
        private final List<ImportShare> shares;
        private final List<BadLine> firstBad = new ArrayList<>();
        private long good;
        private long bad;

        Run(ImportSettings settings, LongConsumer progress, Instant now, ExecutorService threads) {
            this.settings = settings;
            this.progress = progress;
            this.now = now;
            this.shares = Stream.generate(() -> new ImportShare(list, threads))
                    .limit(SHARES)
                    .toList();
        }

        ImportReport over(CsvLines lines) throws IOException {
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
                    progress.accept(done);
                }
                row = lines.next();
            }
            long replaced = 0;
            for (ImportShare share : shares) {
                replaced += share.finish();
            }
            progress.accept(done);
            return new ImportReport(good - replaced, replaced, bad, firstBad);
        }

        private void take(CsvLines.Row row, SuppressionColumns columns) {
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
            shares.get(Math.floorMod(entry.target().hashCode(), SHARES)).add(entry);
            good++;
        }

        private Suppression entry(CsvLines.Row row, SuppressionColumns columns) {
            String problem = row.problem();
            if (problem != null) {
                throw new IllegalArgumentException(problem);
            }
            return list.storable(columns.entry(row.fields(), settings, now));
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
