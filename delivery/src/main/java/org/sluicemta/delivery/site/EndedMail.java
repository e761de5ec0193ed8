package org.sluicemta.delivery.site;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.sluicemta.delivery.outcome.Settlement;
import org.sluicemta.delivery.schedule.WakeTimes;
import org.sluicemta.mail.MessageId;

/**
 * Mail whose outcome is known, until the broker has forgotten it. One batch at a time is made durable and acknowledged,
 * and mail that ends in the meantime goes with the next. So the number of flushes depends on the disk and not on the
 * number of messages. Refused mail waits briefly for the rest of its message, so that the sender gets one notice. Used
 * by the scheduler's thread only.
 */
final class EndedMail {
    /** Deferred mail is on disk twice until its transaction commits, so not all of it goes at once. */
    private static final long BATCH_BYTES = 8 << 20;

    /** As many as the schedule remembers. */
    private static final int MOST_REMEMBERED = 10_000;

    /** How long to wait for one recipient's server before telling the sender about the others. */
    private static final Duration COMPANY = Duration.ofSeconds(5);

    /** How long to wait for parts of which nothing is known: on their way here, gone elsewhere, or delivered before. */
    private static final Duration QUIET = Duration.ofSeconds(1);

    /** A lane stops handing out mail while too much of it is unacknowledged. */
    private static final int MOST_IN_COMPANY = 50;

    private final List<Finished> waiting = new ArrayList<>();
    private final MessageCounts held = new MessageCounts();
    private final MessageCounts underWay = new MessageCounts();
    private final SequencedMap<MessageId, Company> inCompany = new LinkedHashMap<>();
    /** Of those in company: since when nothing of the message has been here any more. */
    private final SequencedMap<MessageId, Instant> quiet = new LinkedHashMap<>();

    private boolean stopping;
    private final SequencedMap<LaneMail.DeliveryKey, Settlement> unacknowledged = new LinkedHashMap<>();
    private boolean batchUnderWay;

    /** Refused recipients of one message; one notice tells its sender about all of them. */
    private record Company(Instant since, List<Finished> all) {
        /** Whether there is nobody to wait for, or no more room to. */
        boolean isWhole() {
            return all.size() >= Math.min(all.getFirst().mail().mail().parts(), MOST_IN_COMPANY);
        }
    }

    /** The schedule holds this mail; its outcome is still open. */
    void held(LaneMail mail) {
        held.add(mail.mail().id());
        quiet.remove(mail.mail().id());
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
        if (company == null) {
            return;
        }
        if (stopping || company.isWhole()) {
            endCompany(id);
        } else if (!held.has(id) && !underWay.has(id)) {
            quiet.putLast(id, now);
        }
    }

    private void endCompany(MessageId id) {
        quiet.remove(id);
        Company company = inCompany.remove(id);
        if (company != null) {
            waiting.addAll(company.all());
        }
    }

    /** Releases refused mail that has waited long enough. */
    void endCompany(Instant now) {
        while (isDue(companyEnds(), now)) {
            endCompany(inCompany.firstEntry().getKey());
        }
        while (isDue(quietEnds(), now)) {
            endCompany(quiet.firstEntry().getKey());
        }
    }

    private static boolean isDue(@Nullable Instant end, Instant now) {
        return end != null && !now.isBefore(end);
    }

    private @Nullable Instant companyEnds() {
        Map.Entry<MessageId, Company> first = inCompany.firstEntry();
        return first == null ? null : first.getValue().since().plus(COMPANY);
    }

    private @Nullable Instant quietEnds() {
        Map.Entry<MessageId, Instant> first = quiet.firstEntry();
        return first == null ? null : first.getValue().plus(QUIET);
    }

    /** Whether there is something to settle and no batch is in progress. */
    boolean mayBegin() {
        return !batchUnderWay && !waiting.isEmpty();
    }

    /** When to call {@link #endCompany} even if nothing else happens, or null. */
    @Nullable
    Instant wakeAt() {
        return WakeTimes.earlier(companyEnds(), quietEnds());
    }

    /** From now on nothing waits. */
    void stop() {
        stopping = true;
        List.copyOf(inCompany.keySet()).forEach(this::endCompany);
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
        quiet.keySet().retainAll(inCompany.keySet());
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
