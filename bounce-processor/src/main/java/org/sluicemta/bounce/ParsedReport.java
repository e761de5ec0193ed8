package org.sluicemta.bounce;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a message reports: one of seven kinds, each with its evidence. A {@code switch} over them needs no default.
 *
 * <p>A report about several recipients has the kind of its worst recipient (bounce before delay before delivered), and
 * every recipient keeps a severity of its own.
 */
public sealed interface ParsedReport {

    /** The evidence of the report. */
    Evidence evidence();

    /** The addresses reported about; empty if the report doesn't name them, and for messages that aren't reports. */
    List<ReportedRecipient> recipients();

    /** The kind in one word: {@code bounce}, {@code delay}, {@code delivered}, {@code complaint}, {@code auto-reply}, {@code carried} or {@code none}. */
    String kind();

    /** The kind of complaint ({@code abuse}, {@code fraud}, {@code auth-failure} …, RFC 5965 section 7.3), null unless one. */
    default @Nullable String feedbackType() {
        return null;
    }

    /** See {@link Evidence#reportingMta()}. */
    default @Nullable String reportingMta() {
        return evidence().reportingMta();
    }

    /** See {@link Evidence#originalMessageId()}. */
    default @Nullable String originalMessageId() {
        return evidence().originalMessageId();
    }

    /** See {@link Evidence#originalReturnPath()}. */
    default @Nullable String originalReturnPath() {
        return evidence().originalReturnPath();
    }

    /** See {@link Evidence#tokenCandidates()}. */
    default List<String> tokenCandidates() {
        return evidence().tokenCandidates();
    }

    /**
     * Somebody has given up on at least one recipient.
     *
     * @param unnamed what a report without an address says, for the recipient identified by the token; null if there
     *     are addresses
     */
    record Bounce(
            List<ReportedRecipient> recipients, @Nullable ReportedRecipient unnamed, Evidence evidence)
            implements ParsedReport {
        public Bounce {
            recipients = List.copyOf(recipients);
        }

        @Override
        public String kind() {
            return "bounce";
        }
    }

    /** Delivery is late and still being tried: nobody has given up. */
    record Delay(List<ReportedRecipient> recipients, Evidence evidence) implements ParsedReport {
        public Delay {
            recipients = List.copyOf(recipients);
        }

        @Override
        public String kind() {
            return "delay";
        }
    }

    /** The message arrived, was relayed onwards or expanded (a success DSN). */
    record Delivered(List<ReportedRecipient> recipients, Evidence evidence) implements ParsedReport {
        public Delivered {
            recipients = List.copyOf(recipients);
        }

        @Override
        public String kind() {
            return "delivered";
        }
    }

    /**
     * A recipient, or a machine on the way, complains about the message.
     *
     * @param feedbackType {@code abuse}, {@code fraud}, {@code virus}, {@code not-spam}, {@code opt-out},
     *     {@code auth-failure}, {@code other} or a word of the reporter's own, in lower case
     */
    record Complaint(String feedbackType, List<ReportedRecipient> recipients, Evidence evidence)
            implements ParsedReport {
        public Complaint {
            recipients = List.copyOf(recipients);
        }

        @Override
        public String kind() {
            return "complaint";
        }
    }

    /** An automatic reply: a vacation notice, an acknowledgement, a challenge. The address exists. */
    record AutoReply(List<ReportedRecipient> recipients, Evidence evidence) implements ParsedReport {
        public AutoReply {
            recipients = List.copyOf(recipients);
        }

        @Override
        public String kind() {
            return "auto-reply";
        }
    }

    /**
     * A person, a digest or a list manager passes on what may be a report. Anybody could have written it, so it has no
     * consequences.
     */
    record Carried(List<ReportedRecipient> recipients, Evidence evidence) implements ParsedReport {
        public Carried {
            recipients = List.copyOf(recipients);
        }

        @Override
        public String kind() {
            return "carried";
        }
    }

    /** Ordinary mail, or something unreadable. It reports nothing and must have no consequences. */
    record NotAReport(Evidence evidence) implements ParsedReport {
        @Override
        public List<ReportedRecipient> recipients() {
            return List.of();
        }

        @Override
        public String kind() {
            return "none";
        }
    }
}
