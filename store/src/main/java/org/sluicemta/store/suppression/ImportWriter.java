package org.sluicemta.store.suppression;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.sluicemta.suppression.Suppression;

/**
 * Writes the entries of an import in batches, each durable on its own, two at a time: one waits for the disk while the
 * other fills pages. Keys arrive in order and once. Used by one thread.
 */
final class ImportWriter {
    private static final int BATCH = 4_000;
    private static final int SIDE_BY_SIDE = 2;

    /** Up to this many, each entry has a record of its own. For a batch, other nodes must read the range. */
    private static final int WITH_RECORDS = 20_000;

    private final DatabaseSuppressionList list;
    private final @Nullable Restoring restoring;
    private final ExecutorService threads;
    private final ImportProgress progress;
    private final long total;
    private final Deque<CompletableFuture<Integer>> writing = new ArrayDeque<>();
    private List<Suppression> batch = new ArrayList<>(BATCH);
    private long taken;
    private long replaced;

    /** @param restoring the import when it keeps the origins that entries have in the file, else null */
    ImportWriter(
            DatabaseSuppressionList list,
            @Nullable Restoring restoring,
            ExecutorService threads,
            ImportProgress progress,
            long total) {
        this.list = list;
        this.restoring = restoring;
        this.threads = threads;
        this.progress = progress;
        this.total = total;
    }

    void add(Suppression entry) {
        batch.add(entry);
        taken++;
        if (batch.size() == BATCH) {
            write();
        }
    }

    /** Writes the rest. */
    void finish() {
        write();
        while (!writing.isEmpty()) {
            awaitFirst();
        }
        progress.at(ImportProgress.Step.WRITTEN, taken, total);
    }

    long taken() {
        return taken;
    }

    /** Entries that replaced one in the list. */
    long replaced() {
        return replaced;
    }

    private void write() {
        if (batch.isEmpty()) {
            return;
        }
        if (writing.size() == SIDE_BY_SIDE) {
            awaitFirst();
        }
        List<Suppression> full = batch;
        batch = new ArrayList<>(BATCH);
        writing.add(CompletableFuture.supplyAsync(() -> write(full), threads));
        progress.at(ImportProgress.Step.WRITTEN, taken, total);
    }

    private int write(List<Suppression> full) {
        if (restoring != null) {
            return list.restoreAll(full, restoring);
        }
        return total > WITH_RECORDS ? list.importAll(full) : list.putAll(full);
    }

    private void awaitFirst() {
        try {
            replaced += writing.remove().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException reason) {
                throw reason;
            }
            throw e;
        }
    }
}
