package org.sluicemta.delivery.outcome;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sluicemta.letter.OutboundMessage;
import org.sluicemta.mail.MessageContent;
import org.sluicemta.queue.broker.TakenMessage;
import org.sluicemta.queue.content.StoredContent;
import org.sluicemta.queue.lane.QueuedMail;
import org.sluicemta.queue.lane.Settled;
import org.sluicemta.returnpath.CountedReport;
import org.sluicemta.returnpath.SentMail;

/**
 * What follows from one message's outcomes and must be safe before it is acknowledged. Its events are appended and need
 * flushing. Messages to send belong in the acknowledging transaction. The rest goes to the database.
 */
public final class Settlement {
    private final List<QueuedMail> sends = new ArrayList<>();
    private final List<QueuedMail> notices = new ArrayList<>();
    private final List<DueNotice> dueNotices = new ArrayList<>();
    private final List<SentMail> sent = new ArrayList<>();
    private final List<SuppressionWrite> suppressions = new ArrayList<>();
    private final List<CountedReport> counted = new ArrayList<>();
    private boolean delivered;
    private boolean deferred;

    public void send(QueuedMail mail) {
        sends.add(mail);
    }

    /** New mail made here, which gets its own Queued event. */
    public void notice(QueuedMail mail) {
        notices.add(mail);
    }

    /** What the sender is to be told, combined with other notices of the batch about the same message. */
    void tell(DueNotice notice) {
        dueNotices.add(notice);
    }

    List<DueNotice> dueNotices() {
        return dueNotices;
    }

    /** Whether the sender is to be told of something, and nothing would arrive twice if it were found out again. */
    public boolean tellsOfFailures() {
        return !dueNotices.isEmpty() && !delivered;
    }

    /** A server has taken the message for one of its recipients. */
    void delivered() {
        delivered = true;
    }

    /** A server has deferred the message for one of its recipients. */
    void deferred() {
        deferred = true;
    }

    /** Whether a server has deferred it for one of its recipients. */
    public boolean isDeferral() {
        return deferred;
    }

    public void record(SentMail mail) {
        sent.add(mail);
    }

    public void suppress(SuppressionWrite write) {
        suppressions.add(write);
    }

    public void count(CountedReport report) {
        counted.add(report);
    }

    public List<CountedReport> counted() {
        return counted;
    }

    public List<QueuedMail> sends() {
        return sends;
    }

    public List<QueuedMail> notices() {
        return notices;
    }

    /** As passed to the broker. @param left the mail, if it was counted in a lane until now */
    public Settled of(TakenMessage message, @Nullable OutboundMessage left) {
        return new Settled(message, sends, notices, left);
    }

    /** Octets of content to be written. */
    public long written() {
        long queued = Stream.concat(sends.stream(), notices.stream())
                .map(each -> each.mail().content())
                .filter(content -> !(content instanceof StoredContent))
                .mapToLong(MessageContent::size)
                .sum();
        return queued + dueNotices.stream().mapToLong(DueNotice::size).sum();
    }

    /** The same for the same message taken again: content from the first time is gone. */
    public Settlement of(OutboundMessage takenAgain) {
        sends.replaceAll(queued -> queued.reading(takenAgain.content()));
        dueNotices.replaceAll(notice -> notice.reading(takenAgain.content()));
        return this;
    }

    public List<SentMail> sent() {
        return sent;
    }

    public List<SuppressionWrite> suppressions() {
        return suppressions;
    }
}
