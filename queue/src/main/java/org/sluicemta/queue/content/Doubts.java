package org.sluicemta.queue.content;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Content that envelopes may or may not refer to, because the broker didn't say whether it committed them. The broker
 * commits all envelopes of a message or none, so a single one seen settles the question. Whatever is left after a while
 * is looked for in all queues.
 */
final class Doubts {
    /** Only a broker that is away for hours causes more. The next start resolves the rest. */
    private static final int MOST = 100_000;

    private final Duration wait;
    private final Map<ContentRef, Doubt> doubts = new HashMap<>();
    private volatile boolean some;

    /** @param ref what may be referred to */
    record Doubt(ContentRef ref, int[] recipients, Instant since) {}

    private Instant lookedForBefore = Instant.MIN;

    /** @param wait after which no commit is still in progress: it has happened, or never will */
    Doubts(Duration wait) {
        this.wait = wait;
    }

    /** Whether there is any. Cheap, because it is called for each message that is taken. */
    boolean some() {
        return some;
    }

    synchronized void add(ContentRef ref, int[] recipients, Instant now) {
        if (doubts.size() < MOST) {
            doubts.put(ref, new Doubt(ref, recipients, now));
            some = true;
        }
    }

    /** There is such an envelope, or it is finished. */
    void clear(ContentRef ref) {
        if (some) {
            remove(ref);
        }
    }

    private synchronized void remove(ContentRef ref) {
        doubts.remove(ref);
        some = !doubts.isEmpty();
    }

    /** Whether some of it is old enough to be looked for. */
    boolean isDue(Instant now) {
        return some && anyBefore(now.minus(wait));
    }

    private synchronized boolean anyBefore(Instant end) {
        return doubts.values().stream().anyMatch(doubt -> !doubt.since().isAfter(end));
    }

    synchronized void beginLook(Instant now) {
        lookedForBefore = now.minus(wait);
    }

    /** What wasn't found by the scan: no envelope refers to it, and none ever will. */
    synchronized List<Doubt> endLook() {
        List<Doubt> cleared = new ArrayList<>(doubts.values());
        cleared.removeIf(doubt -> doubt.since().isAfter(lookedForBefore));
        cleared.forEach(doubt -> doubts.remove(doubt.ref()));
        some = !doubts.isEmpty();
        return cleared;
    }
}
