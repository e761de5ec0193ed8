package org.sluicemta.event;

import org.jspecify.annotations.Nullable;

/** What happened to mail: one record per {@link EventType}, holding only what that type can know. */
public sealed interface Occurrence {
    default EventType type() {
        return switch (this) {
            case Received received -> EventType.RECEIVED;
            case Repeated repeated -> EventType.REPEATED;
            case Rejected rejected -> EventType.REJECTED;
            case Suppressed suppressed -> EventType.SUPPRESSED;
            case Discarded discarded -> EventType.DISCARDED;
            case Copied copied -> EventType.COPIED;
            case Queued queued -> EventType.QUEUED;
            case Delivered delivered -> EventType.DELIVERED;
            case Deferred deferred -> EventType.DEFERRED;
            case Bounced bounced -> EventType.BOUNCED;
            case Expired expired -> EventType.EXPIRED;
            case RemoteBounce remoteBounce -> EventType.REMOTE_BOUNCE;
            case Complaint complaint -> EventType.COMPLAINT;
            case Unsubscribed unsubscribed -> EventType.UNSUBSCRIBED;
            case Returned returned -> EventType.RETURNED;
            case TlsReported tlsReported -> EventType.TLS_REPORTED;
            case Cancelled cancelled -> EventType.CANCELLED;
            case StreamPaused streamPaused -> EventType.STREAM_PAUSED;
            case StreamResumed streamResumed -> EventType.STREAM_RESUMED;
        };
    }

    /** The message it happened to. */
    MailFacts mail();

    /** How the mail came in; null where the type doesn't include it. */
    default @Nullable ClientFacts client() {
        return null;
    }

    /** How a delivery went; null where the type doesn't include it. */
    default @Nullable AttemptFacts attempt() {
        return null;
    }

    /** What came back, or why a recipient got nothing; null where the type doesn't include it. */
    default @Nullable ReportFacts report() {
        return null;
    }

    /** What a report says about TLS; null where the type doesn't include it. */
    default @Nullable TlsResult tls() {
        return null;
    }

    record Received(MailFacts mail, ClientFacts client) implements Occurrence {}

    /** @param mail the message that was accepted first */
    record Repeated(MailFacts mail, ClientFacts client) implements Occurrence {}

    /** @param client includes our reply */
    record Rejected(MailFacts mail, ClientFacts client) implements Occurrence {}

    /** @param evidence what the suppression entry refers to, or null */
    record Suppressed(
            MailFacts mail, String reason, @Nullable String evidence) implements Occurrence {
        @Override
        public ReportFacts report() {
            return ReportFacts.suppressing(reason).saying(evidence);
        }
    }

    /** @param processor processor or route in which the mailet or endpoint stands */
    record Discarded(MailFacts mail, String processor, String mailet) implements Occurrence {
        @Override
        public ReportFacts report() {
            return ReportFacts.of("discarded").by(processor, mailet);
        }
    }

    record Copied(MailFacts mail) implements Occurrence {}

    record Queued(MailFacts mail) implements Occurrence {}

    record Delivered(MailFacts mail, AttemptFacts attempt) implements Occurrence {}

    record Deferred(MailFacts mail, AttemptFacts attempt) implements Occurrence {}

    /** @param suppressed whether it suppressed the recipient */
    record Bounced(MailFacts mail, AttemptFacts attempt, boolean suppressed) implements Occurrence {
        @Override
        public ReportFacts report() {
            return ReportFacts.of("bounce", suppressed);
        }
    }

    /** @param attempt the last one */
    record Expired(MailFacts mail, AttemptFacts attempt) implements Occurrence {}

    record RemoteBounce(MailFacts mail, ReportFacts report) implements Occurrence {}

    record Complaint(MailFacts mail, ReportFacts report) implements Occurrence {}

    /**
     * @param way how the recipient unsubscribed
     * @param client the HTTP client, or the client that brought the mail
     */
    record Unsubscribed(MailFacts mail, String way, ClientFacts client) implements Occurrence {
        @Override
        public ReportFacts report() {
            return ReportFacts.suppressing(way);
        }
    }

    record Returned(MailFacts mail, ReportFacts report) implements Occurrence {}

    /**
     * @param mail that brought the report
     * @param report who sent it, and its id
     */
    record TlsReported(MailFacts mail, ReportFacts report, TlsResult tls) implements Occurrence {}

    record Cancelled(MailFacts mail) implements Occurrence {}

    /** @param why includes how to resume the stream */
    record StreamPaused(MailFacts mail, String why) implements Occurrence {
        @Override
        public ReportFacts report() {
            return ReportFacts.of("guard").saying(why);
        }
    }

    record StreamResumed(MailFacts mail, String why) implements Occurrence {
        @Override
        public ReportFacts report() {
            return ReportFacts.of("guard").saying(why);
        }
    }
}
