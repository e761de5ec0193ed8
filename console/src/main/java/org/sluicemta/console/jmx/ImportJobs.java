package org.sluicemta.console.jmx;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.sluicemta.store.suppression.ImportSettings;
import org.sluicemta.store.suppression.SuppressionImport;

/** The latest imports of this process, each on a thread of its own. */
final class ImportJobs {
    private static final int REMEMBERED = 100;

    private final SuppressionImport imports;
    private final AtomicLong numbers = new AtomicLong();
    private final Cache<String, ImportJob> jobs =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    ImportJobs(SuppressionImport imports) {
        this.imports = imports;
    }

    /** Returns its id at once. */
    String start(Path file, ImportSettings settings, Instant now) {
        String id = now.getEpochSecond() + "-" + numbers.incrementAndGet();
        ImportJob job = new ImportJob(id, imports, file, settings, now.truncatedTo(ChronoUnit.MILLIS));
        jobs.put(id, job);
        Thread.ofVirtual().name("suppression-import").start(job);
        return id;
    }

    ImportRow row(String id) {
        ImportJob job = jobs.getIfPresent(id);
        if (job == null) {
            throw new IllegalArgumentException("no import \"" + id + "\" is known to this process");
        }
        return job.row();
    }
}
