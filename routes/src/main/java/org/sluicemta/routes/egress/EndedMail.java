package org.sluicemta.routes.egress;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sluicemta.routes.outcome.Settlement;

/**
 * Mail whose outcome is known, until the broker has forgotten it. One batch at a time is made durable and acknowledged;
 * what ends meanwhile goes with the next, so the number of flushes follows the disk and not the number of messages. Used
 * by the scheduler's thread only.
 */
final class EndedMail {
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
        List<Finished> batch = List.copyOf(waiting);
        waiting.clear();
        return batch;
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
        @Nullable Settlement settlement = unacknowledged.remove(mail.key());
        return Optional.ofNullable(settlement);
    }
}
