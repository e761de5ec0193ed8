package org.sluicemta.event;

import org.jspecify.annotations.Nullable;

/** What happened to mail: one record for each {@link EventType}, which has what is known of that type and nothing else. */
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
            case Cancelled cancelled -> EventType.CANCELLED;
            case StreamPaused streamPaused -> EventType.STREAM_PAUSED;
            case StreamResumed streamResumed -> EventType.STREAM_RESUMED;
        };
    }

    /** Which mail it happened to. */
    MailFacts mail();

    /** How the mail came in, or null where this isn't part of the type. */
    default @Nullable ClientFacts client() {
        return null;
    }

    /** How a delivery went, or null where this isn't part of the type. */
    default @Nullable AttemptFacts attempt() {
        return null;
    }

    /** What came back, or why a recipient got nothing; null where this isn't part of the type. */
    default @Nullable ReportFacts report() {
        return null;
    }

    record Received(MailFacts mail, ClientFacts client) implements Occurrence {}

    /** @param mail what is known of the message that was accepted first */
    record Repeated(MailFacts mail, ClientFacts client) implements Occurrence {}

    /** @param client has our answer */
    record Rejected(MailFacts mail, ClientFacts client) implements Occurrence {}

    /** @param evidence what the entry points to, or null when it points to nothing */
    record Suppressed(
            MailFacts mail, String reason, @Nullable String evidence) implements Occurrence {
        @Override
        public ReportFacts report() {
            return ReportFacts.suppressing(reason).saying(evidence);
        }
    }

    /** @param processor the processor, or the route, that the mailet or endpoint stands in */
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

    /** @param suppressed whether the recipient is suppressed because of it */
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
     * @param way how the recipient did it
     * @param client who asked over HTTP, or brought the mail that did
     */
    record Unsubscribed(MailFacts mail, String way, ClientFacts client) implements Occurrence {
        @Override
        public ReportFacts report() {
            return ReportFacts.suppressing(way);
        }
    }

    record Returned(MailFacts mail, ReportFacts report) implements Occurrence {}

    record Cancelled(MailFacts mail) implements Occurrence {}

    /** @param why also how to resume the stream */
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
