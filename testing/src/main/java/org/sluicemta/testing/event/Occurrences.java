package org.sluicemta.testing.event;

import org.sluicemta.event.AttemptFacts;
import org.sluicemta.event.ClientFacts;
import org.sluicemta.event.EventType;
import org.sluicemta.event.MailFacts;
import org.sluicemta.event.Occurrence;
import org.sluicemta.event.ReportFacts;
import org.sluicemta.event.TlsResult;
import org.sluicemta.outcome.SmtpReply;

/** An example of each type, for tests that count or pass on events and don't care about their content. */
public final class Occurrences {
    private static final ClientFacts CLIENT = ClientFacts.overHttp(null, false);
    private static final AttemptFacts ATTEMPT = AttemptFacts.of(1, null, new SmtpReply(250, "2.0.0", "Ok"));

    private Occurrences() {}

    /** Bounces and reports suppress the recipient. */
    public static Occurrence of(EventType type, MailFacts mail) {
        return of(type, mail, true);
    }

    public static Occurrence of(EventType type, MailFacts mail, boolean suppressing) {
        ReportFacts report = ReportFacts.of("bounce", suppressing);
        return switch (type) {
            case RECEIVED -> new Occurrence.Received(mail, CLIENT);
            case REPEATED -> new Occurrence.Repeated(mail, CLIENT);
            case REJECTED -> new Occurrence.Rejected(mail, CLIENT);
            case SUPPRESSED -> new Occurrence.Suppressed(mail, "hard-bounce", null);
            case DISCARDED -> new Occurrence.Discarded(mail, "root", "Null");
            case COPIED -> new Occurrence.Copied(mail);
            case QUEUED -> new Occurrence.Queued(mail);
            case DELIVERED -> new Occurrence.Delivered(mail, ATTEMPT);
            case DEFERRED -> new Occurrence.Deferred(mail, ATTEMPT);
            case BOUNCED -> new Occurrence.Bounced(mail, ATTEMPT, suppressing);
            case EXPIRED -> new Occurrence.Expired(mail, ATTEMPT);
            case REMOTE_BOUNCE -> new Occurrence.RemoteBounce(mail, report);
            case COMPLAINT -> new Occurrence.Complaint(mail, report);
            case UNSUBSCRIBED -> new Occurrence.Unsubscribed(mail, "one-click", CLIENT);
            case RETURNED -> new Occurrence.Returned(mail, report);
            case TLS_REPORTED ->
                new Occurrence.TlsReported(mail, report, new TlsResult("sts", "example.org", TlsResult.OK, 1));
            case CANCELLED -> new Occurrence.Cancelled(mail);
            case STREAM_PAUSED -> new Occurrence.StreamPaused(mail, "too many bounces");
            case STREAM_RESUMED -> new Occurrence.StreamResumed(mail, "was held because of too many bounces");
        };
    }
}
