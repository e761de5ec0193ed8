package org.sluicemta.suppression;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;

/**
 * A share of the targets of an import. Fills a batch while the one before is written; batches of a share follow each
 * other, so that of two lines for one target the later one counts. Used by one thread.
 */
final class ImportShare {
    private static final int BATCH = 4_000;

    private final DatabaseSuppressionList list;
    private final ExecutorService threads;
    private List<Suppression> batch = new ArrayList<>(BATCH);
    private CompletableFuture<Integer> writing = CompletableFuture.completedFuture(0);
    private long replaced;

    ImportShare(DatabaseSuppressionList list, ExecutorService threads) {
        this.list = list;
        this.threads = threads;
    }

    void add(Suppression entry) {
        batch.add(entry);
        if (batch.size() == BATCH) {
            write();
        }
    }

    /** Writes what is left; returns how many entries were replaced by all of them. */
    long finish() {
        write();
        awaitWriting();
        return replaced;
    }

    private void write() {
        awaitWriting();
        List<Suppression> full = batch;
        batch = new ArrayList<>(BATCH);
        writing = CompletableFuture.supplyAsync(() -> list.putAll(full), threads);
    }

    private void awaitWriting() {
        try {
            replaced += writing.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException reason) {
                throw reason;
            }
            throw e;
        } finally {
            writing = CompletableFuture.completedFuture(0);
        }
    }
}
