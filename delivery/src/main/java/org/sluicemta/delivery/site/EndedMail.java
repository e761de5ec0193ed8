package org.sluicemta.delivery.site;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.sluicemta.delivery.outcome.Settlement;
import org.sluicemta.mail.MessageId;

/**
 * Mail whose outcome is known, until the broker has forgotten it. One batch at a time is made durable and acknowledged,
 * and mail that ends meanwhile goes with the next. So the number of flushes depends on the disk and not on the number
 * of messages. Refused mail waits briefly for the rest of its message that is held or delivered here, so that the
 * sender gets one notice. Used by the scheduler's thread only.
 */
final class EndedMail {
    /** Deferred mail is on disk twice until its transaction commits, so not all of it goes at once. */
    private static final long BATCH_BYTES = 8 << 20;

    /** As many as the schedule remembers. */
    private static final int MOST_REMEMBERED = 10_000;

    /** How long to wait for one recipient's server before telling the sender about the others. */
    private static final Duration COMPANY = Duration.ofSeconds(5);

    /** A lane stops handing out mail while too much of it is unacknowledged. */
    private static final int MOST_IN_COMPANY = 50;

    private final List<Finished> waiting = new ArrayList<>();
    private final MessageCounts held = new MessageCounts();
    private final MessageCounts underWay = new MessageCounts();
    private final SequencedMap<MessageId, Company> inCompany = new LinkedHashMap<>();
    private boolean stopping;
    private final SequencedMap<LaneMail.DeliveryKey, Settlement> unacknowledged = new LinkedHashMap<>();
    private boolean batchUnderWay;

    /** Refused recipients of one message; one notice tells its sender about all of them. */
    private record Company(Instant since, List<Finished> all) {}

    /** The schedule holds this mail; its outcome is still open. */
    void held(LaneMail mail) {
        held.add(mail.mail().id());
    }

    /** The schedule has given this mail back. */
    void givenBack(LaneMail mail) {
        held.remove(mail.mail().id());
    }

    /** The schedule has dropped what it held of a lane. Which messages those were isn't worth counting. */
    void nothingHeld() {
        held.clear();
    }

    /** An outcome without a delivery. */
    void add(LaneMail mail, Settlement settlement, Instant now) {
        held.remove(mail.mail().id());
        ended(new Finished(mail, settlement), now);
    }

    /** A delivery begins; {@link #delivered} must follow. */
    void begun(LaneMail mail) {
        held.remove(mail.mail().id());
        underWay.add(mail.mail().id());
    }

    void delivered(LaneMail mail, Settlement settlement, Instant now) {
        underWay.remove(mail.mail().id());
        ended(new Finished(mail, settlement), now);
    }

    private void ended(Finished done, Instant now) {
        MessageId id = done.mail().mail().id();
        if (done.settlement().tellsOfFailures()) {
            inCompany
                    .computeIfAbsent(id, of -> new Company(now, new ArrayList<>()))
                    .all()
                    .add(done);
        } else {
            waiting.add(done);
        }
        Company company = inCompany.get(id);
        boolean last = !held.has(id) && !underWay.has(id);
        if (company != null && (last || stopping || company.all().size() >= MOST_IN_COMPANY)) {
            waiting.addAll(company.all());
            inCompany.remove(id);
        }
    }

    /** Releases refused mail that has waited long enough. */
    void endCompany(Instant now) {
        while (!inCompany.isEmpty()
                && !now.isBefore(until(inCompany.firstEntry().getValue()))) {
            waiting.addAll(inCompany.pollFirstEntry().getValue().all());
        }
    }

    /** Whether there is something to settle and no batch is in progress. */
    boolean mayBegin() {
        return !batchUnderWay && !waiting.isEmpty();
    }

    /** When to call {@link #endCompany} even if nothing else happens, or null. */
    @Nullable
    Instant wakeAt() {
        return inCompany.isEmpty() ? null : until(inCompany.firstEntry().getValue());
    }

    private static Instant until(Company company) {
        return company.since().plus(COMPANY);
    }

    /** From now on nothing waits. */
    void stop() {
        stopping = true;
        inCompany.values().forEach(company -> waiting.addAll(company.all()));
        inCompany.clear();
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
        Set<MessageId> told = new HashSet<>();
        int count = 1;
        long bytes = written(waiting.getFirst(), told);
        while (count < waiting.size()) {
            bytes += written(waiting.get(count), told);
            if (bytes > BATCH_BYTES) {
                break;
            }
            count++;
        }
        return count;
    }

    /** One notice returns the message once, whatever the number of recipients it tells of. */
    private static long written(Finished done, Set<MessageId> told) {
        boolean again = done.settlement().tellsOfFailures()
                && !told.add(done.mail().mail().id());
        return again ? 0 : done.written();
    }

    void batchDone() {
        batchUnderWay = false;
    }

    /** What can't be settled because its session is gone; it will come again. */
    List<Finished> removeIf(Predicate<LaneMail> lost) {
        List<Finished> all = new ArrayList<>();
        removeLost(waiting, lost, all);
        inCompany.values().forEach(company -> removeLost(company.all(), lost, all));
        inCompany.values().removeIf(company -> company.all().isEmpty());
        return all;
    }

    private static void removeLost(List<Finished> from, Predicate<LaneMail> lost, List<Finished> into) {
        from.removeIf(done -> lost.test(done.mail()) && into.add(done));
    }

    boolean isEmpty() {
        return waiting.isEmpty() && inCompany.isEmpty() && !batchUnderWay;
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
