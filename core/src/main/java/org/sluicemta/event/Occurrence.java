package org.sluicemta.event;

import org.jspecify.annotations.Nullable;

/** What happened to mail: one record for each {@link EventType}, which has what is known of that type and nothing else. */
public sealed interface Occurrence {
    EventType type();

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

    record Received(MailFacts mail, ClientFacts client) implements Occurrence {
        @Override
        public EventType type() {
            return EventType.RECEIVED;
        }
    }

    /** @param mail what is known of the message that was accepted first */
    record Repeated(MailFacts mail, ClientFacts client) implements Occurrence {
        @Override
        public EventType type() {
            return EventType.REPEATED;
        }
    }

    /** @param client has our answer */
    record Rejected(MailFacts mail, ClientFacts client) implements Occurrence {
        @Override
        public EventType type() {
            return EventType.REJECTED;
        }
    }

    /** @param evidence what the entry points to, or null when it points to nothing */
    record Suppressed(
            MailFacts mail, String reason, @Nullable String evidence) implements Occurrence {
        @Override
        public EventType type() {
            return EventType.SUPPRESSED;
        }

        @Override
        public ReportFacts report() {
            return ReportFacts.suppressing(reason).saying(evidence);
        }
    }

    /** @param processor the processor, or the route, that the mailet or endpoint stands in */
    record Discarded(MailFacts mail, String processor, String mailet) implements Occurrence {
        @Override
        public EventType type() {
            return EventType.DISCARDED;
        }

        @Override
        public ReportFacts report() {
            return ReportFacts.of("discarded").by(processor, mailet);
        }
    }

    record Copied(MailFacts mail) implements Occurrence {
        @Override
        public EventType type() {
            return EventType.COPIED;
        }
    }

    record Queued(MailFacts mail) implements Occurrence {
        @Override
        public EventType type() {
            return EventType.QUEUED;
        }
    }

    record Delivered(MailFacts mail, AttemptFacts attempt) implements Occurrence {
        @Override
        public EventType type() {
            return EventType.DELIVERED;
        }
    }

    record Deferred(MailFacts mail, AttemptFacts attempt) implements Occurrence {
        @Override
        public EventType type() {
            return EventType.DEFERRED;
        }
    }

    /** @param suppressed whether the recipient is suppressed because of it */
    record Bounced(MailFacts mail, AttemptFacts attempt, boolean suppressed) implements Occurrence {
        @Override
        public EventType type() {
            return EventType.BOUNCED;
        }

        @Override
        public ReportFacts report() {
            return suppressed ? ReportFacts.suppressing("bounce") : ReportFacts.of("bounce");
        }
    }

    /** @param attempt the last one */
    record Expired(MailFacts mail, AttemptFacts attempt) implements Occurrence {
        @Override
        public EventType type() {
            return EventType.EXPIRED;
        }
    }

    record RemoteBounce(MailFacts mail, ReportFacts report) implements Occurrence {
        @Override
        public EventType type() {
            return EventType.REMOTE_BOUNCE;
        }
    }

    record Complaint(MailFacts mail, ReportFacts report) implements Occurrence {
        @Override
        public EventType type() {
            return EventType.COMPLAINT;
        }
    }

    /**
     * @param way how the recipient did it
     * @param client who asked over HTTP, or brought the mail that did
     */
    record Unsubscribed(MailFacts mail, String way, ClientFacts client) implements Occurrence {
        @Override
        public EventType type() {
            return EventType.UNSUBSCRIBED;
        }

        @Override
        public ReportFacts report() {
            return ReportFacts.suppressing(way);
        }
    }

    record Returned(MailFacts mail, ReportFacts report) implements Occurrence {
        @Override
        public EventType type() {
            return EventType.RETURNED;
        }
    }

    record Cancelled(MailFacts mail) implements Occurrence {
        @Override
        public EventType type() {
            return EventType.CANCELLED;
        }
    }

    /** @param why also how to resume the stream */
    record StreamPaused(MailFacts mail, String why) implements Occurrence {
        @Override
        public EventType type() {
            return EventType.STREAM_PAUSED;
        }

        @Override
        public ReportFacts report() {
            return ReportFacts.of("guard").saying(why);
        }
    }

    record StreamResumed(MailFacts mail, String why) implements Occurrence {
        @Override
        public EventType type() {
            return EventType.STREAM_RESUMED;
        }

        @Override
        public ReportFacts report() {
            return ReportFacts.of("guard").saying(why);
        }
    }
}
