package org.sluicemta.console.operation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.sluicemta.store.suppression.EntryFields;
import org.sluicemta.store.suppression.SuppressionImport;

/** The latest imports of this process, each on a thread of its own. */
final class ImportJobs {
    private static final int REMEMBERED = 100;

    private final SuppressionImport importer;
    private final AtomicLong numbers = new AtomicLong();
    private final Cache<String, ImportJob> jobs =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    ImportJobs(SuppressionImport importer) {
        this.importer = importer;
    }

    /**
     * Returns its id at once.
     *
     * @param over called when it is done or has failed
     */
    String start(Path file, EntryFields fields, Instant now, Consumer<ImportState> over) {
        String id = now.getEpochSecond() + "-" + numbers.incrementAndGet();
        ImportJob job =
                new ImportJob(ImportState.begun(id, file, now.truncatedTo(ChronoUnit.MILLIS)), importer, fields, over);
        jobs.put(id, job);
        Thread.ofVirtual().name("suppression-import").start(job);
        return id;
    }

    ImportState state(String id) {
        ImportJob job = jobs.getIfPresent(id);
        if (job == null) {
            throw new IllegalArgumentException("no import \"" + id + "\" is known to this process");
        }
        return job.state();
    }
}
