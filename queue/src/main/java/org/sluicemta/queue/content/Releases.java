package org.sluicemta.queue.content;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.content.ContentTable;
import org.sluicemta.content.ContentTable.Holding;

/**
 * Tells the database who no longer needs content, in batches, on its own thread, so that deliveries don't wait for the
 * database. Whatever isn't told before the process ends is found by a later scan of the queues.
 */
final class Releases {
    private static final Logger LOG = LoggerFactory.getLogger(Releases.class);
    private static final int MOST_WAITING = 100_000;
    private static final int AT_ONCE = 200;
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final ContentTable table;
    private final BlockingQueue<Holding> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final CountDownLatch closing = new CountDownLatch(1);
    private @Nullable Thread thread;

    Releases(ContentTable table) {
        this.table = table;
    }

    void start() {
        thread = Thread.ofPlatform().name("content-releases").start(this::run);
    }

    void add(Holding released) {
        if (!waiting.offer(released)) {
            LOG.debug("The database is slow; content {} is left to the next look", released.number());
        }
    }

    private void run() {
        try {
            while (closing.getCount() > 0 || !waiting.isEmpty()) {
                Holding first = waiting.poll(AGAIN.toMillis(), TimeUnit.MILLISECONDS);
                if (first != null) {
                    List<Holding> some = new ArrayList<>(List.of(first));
                    waiting.drainTo(some, AT_ONCE - 1);
                    tell(some);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Repeated until the database has it; once the store is closed, one last time. */
    private void tell(List<Holding> some) throws InterruptedException {
        while (true) {
            try {
                table.release(some);
                return;
            } catch (IOException e) {
                LOG.warn("Content that is done with stays for now: {}", e.getMessage());
                if (closing.await(AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                    waiting.clear();
                    return;
                }
            }
        }
    }

    /** Returns when everything has been written, or after the given time. */
    void close(Duration patience) throws InterruptedException {
        closing.countDown();
        Thread telling = thread;
        if (telling != null && !telling.join(patience)) {
            telling.interrupt();
        }
    }
}
