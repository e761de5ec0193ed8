package org.sluicemta.delivery.schedule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sluicemta.delivery.outcome.Settlement;

/**
 * Mail whose outcome is known, until the broker has forgotten it. One batch at a time is made durable and acknowledged;
 * what ends meanwhile goes with the next, so the number of flushes follows the disk and not the number of messages. Used
 * by the scheduler's thread only.
 */
final class EndedMail {
    /** What is deferred is on disk twice until its transaction is committed, so not all of it goes at once. */
    private static final long BATCH_BYTES = 8 << 20;

    private final List<Finished> waiting = new ArrayList<>();
    private final Map<LaneMail.DeliveryKey, Settlement> unacknowledged = new HashMap<>();
    private boolean batchUnderWay;

    void add(LaneMail mail, Settlement settlement) {
        waiting.add(new Finished(mail, settlement));
    }

    /** What is to be made durable now, empty while the batch before it is under way; then {@link #batchDone}. */
    List<Finished> nextBatch() {
        if (batchUnderWay || waiting.isEmpty()) {
            return List.of();
        }
        batchUnderWay = true;
        List<Finished> next = waiting.subList(0, fitting());
        List<Finished> batch = List.copyOf(next);
        next.clear();
        return batch;
    }

    /** At least one, and as many more as one transaction should write. */
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

    /** These were not acknowledged: they will come again, and their outcome is known. */
    void keep(List<Finished> batch) {
        batch.forEach(done -> unacknowledged.put(done.mail().key(), done.settlement()));
    }

    /** What is known of a message that came again; asked once. */
    Optional<Settlement> known(LaneMail mail) {
        Settlement settlement = unacknowledged.remove(mail.key());
        return Optional.ofNullable(settlement)
                .map(known -> known.of(mail.taken().mail()));
    }
}
