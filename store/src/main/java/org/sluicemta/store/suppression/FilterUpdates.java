package org.sluicemta.store.suppression;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.sluicemta.store.database.Database;

/** Keeps the filters in memory in step with the table, which other nodes write to as well. */
final class FilterUpdates {
    /** Change ids may be committed out of order. A refresh looks this far back, several batches of an import. */
    private static final long OVERLAP = 20_000;

    private static final Duration OVERLAP_TIME = Duration.ofMinutes(1);

    private final Database database;
    private final TableFilter filter;
    private final TargetHash hash;
    private final SoftFailures softFailures;
    private final InstantSource clock;
    private long seenChange;
    private Set<Long> seenImports = Set.of();

    FilterUpdates(
            Database database, TableFilter filter, TargetHash hash, SoftFailures softFailures, InstantSource clock) {
        this.database = database;
        this.filter = filter;
        this.hash = hash;
        this.softFailures = softFailures;
        this.clock = clock;
    }

    synchronized void load() {
        long last = database.withHandle(SuppressionChanges::lastId);
        List<ImportedBatch> imports = importsAfter(last - OVERLAP);
        long count = database.withHandle(SuppressionTable::count);
        filter.build(
                count + count / 4 + 64 * 1024,
                hashes -> database.useTransaction(
                        handle -> SuppressionTable.scanTargets(handle, target -> hashes.accept(hash.of(target)))));
        softFailures.load();
        seenChange = last;
        seenImports = ids(imports);
    }

    boolean isLoaded() {
        return filter.isReady() && softFailures.isLoaded();
    }

    synchronized void loadOnce() {
        if (!filter.isReady()) {
            load();
        }
    }

    synchronized void refresh() {
        if (!isLoaded()) {
            load();
            return;
        }
        long last = database.withHandle(SuppressionChanges::lastId);
        if (last != seenChange) {
            List<ImportedBatch> imports = importsAfter(seenChange - OVERLAP);
            imports.stream().filter(batch -> !seenImports.contains(batch.id())).forEach(this::add);
            database.useTransaction(handle -> SuppressionChanges.targetsAfter(
                    handle, seenChange - OVERLAP, target -> filter.add(hash.of(target))));
            seenChange = last;
            seenImports = ids(imports);
        }
        softFailures.refresh(clock.instant().minus(OVERLAP_TIME));
    }

    /** The record of a batch doesn't name every target, so its range is read. A whole import reads the table once. */
    private void add(ImportedBatch batch) {
        String last = batch.last();
        if (last == null) {
            load();
            return;
        }
        database.useTransaction(handle ->
                SuppressionTable.scanTargets(handle, batch.first(), last, target -> filter.add(hash.of(target))));
    }

    private List<ImportedBatch> importsAfter(long id) {
        return database.withHandle(handle -> SuppressionChanges.importsAfter(handle, id));
    }

    private static Set<Long> ids(List<ImportedBatch> imports) {
        return imports.stream().map(ImportedBatch::id).collect(Collectors.toUnmodifiableSet());
    }
}
