package org.sluicemta.delivery.site;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Predicate;
import org.sluicemta.delivery.outcome.Settlement;

/**
 * Mail whose outcome is known, until the broker has forgotten it. One batch at a time is made durable and acknowledged,
 * and mail that ends meanwhile goes with the next. So the number of flushes depends on the disk and not on the number
 * of messages. Used by the scheduler's thread only.
 */
final class EndedMail {
    /** Deferred mail is on disk twice until its transaction commits, so not all of it goes at once. */
    private static final long BATCH_BYTES = 8 << 20;

    /** As many as the schedule remembers. */
    private static final int MOST_REMEMBERED = 10_000;

    private final List<Finished> waiting = new ArrayList<>();
    private final SequencedMap<LaneMail.DeliveryKey, Settlement> unacknowledged = new LinkedHashMap<>();
    private boolean batchUnderWay;

    void add(LaneMail mail, Settlement settlement) {
        waiting.add(new Finished(mail, settlement));
    }

    /** Whether there is something to settle and no batch is in progress. */
    boolean mayBegin() {
        return !batchUnderWay && !waiting.isEmpty();
    }

    /** What to make durable now; {@link #batchDone} must follow. */
    List<Finished> nextBatch() {
        if (waiting.isEmpty()) {
            return List.of();
        }
        batchUnderWay = true;
        List<Finished> next = waiting.subList(0, fitting());
        List<Finished> batch = List.copyOf(next);
        next.clear();
        return batch;
    }

    /** At least one, and as many more as fit one transaction. */
    private int fitting() {
        int count = 1;
        long bytes = waiting.getFirst().written();
        while (count < waiting.size() && bytes + waiting.get(count).written() <= BATCH_BYTES) {
            bytes += waiting.get(count++).written();
        }
        return count;
    }

    void batchDone() {
        batchUnderWay = false;
    }

    /** What can't be settled because its session is gone; it will come again. */
    List<Finished> removeIf(Predicate<LaneMail> lost) {
        List<Finished> all =
                waiting.stream().filter(done -> lost.test(done.mail())).toList();
        if (!all.isEmpty()) {
            waiting.removeAll(all);
        }
        return all;
    }

    boolean isEmpty() {
        return waiting.isEmpty() && !batchUnderWay;
    }

    /** This wasn't acknowledged; it will come again, and its outcome is known. */
    void keep(Finished done) {
        unacknowledged.put(done.mail().key(), done.settlement());
        if (unacknowledged.size() > MOST_REMEMBERED) {
            unacknowledged.pollFirstEntry();
        }
    }

    /** What is known about a message that came again; may be asked once. */
    Settlement known(LaneMail mail) {
        Settlement settlement = unacknowledged.remove(mail.key());
        if (settlement == null) {
            throw new IllegalStateException("nothing is known of " + mail.key());
        }
        return settlement.of(mail.mail());
    }
}
