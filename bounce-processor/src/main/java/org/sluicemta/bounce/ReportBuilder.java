package org.sluicemta.bounce;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sluicemta.bounce.mime.Headers;

/** Combines a finding with its evidence. */
final class ReportBuilder {
    private ReportBuilder() {}

    /**
     * The report of a finding.
     *
     * @param outer header of the received message
     * @param report header of the message that is the report: the same one, or one attached to it
     */
    static ParsedReport report(Finding finding, Headers outer, Headers report, Judge judge) {
        List<ReportedRecipient> recipients = judge.judge(finding.recipients());
        ReportedRecipient unnamed = finding.unnamed();
        Evidence evidence = evidence(finding, outer, report);
        return switch (finding.kind()) {
            case BOUNCE -> new ParsedReport.Bounce(recipients, unnamed == null ? null : judge.judge(unnamed), evidence);
            case CARRIED -> new ParsedReport.Carried(recipients, evidence);
            case DELAY -> new ParsedReport.Delay(recipients, evidence);
            case DELIVERED -> new ParsedReport.Delivered(recipients, evidence);
            case AUTO_REPLY -> new ParsedReport.AutoReply(recipients, evidence);
            case COMPLAINT ->
                new ParsedReport.Complaint(
                        finding.feedbackType() == null ? "abuse" : finding.feedbackType(), recipients, evidence);
        };
    }

    private static Evidence evidence(Finding finding, Headers outer, Headers report) {
        Headers original = finding.original();
        String mailFrom = finding.originalReturnPath();
        return new Evidence(
                finding.recogniser(),
                finding.reportingMta(),
                messageId(finding, original),
                mailFrom == null ? OriginalMessage.returnPath(original) : mailFrom,
                finding.envelopeId(),
                TokenCandidates.of(outer, report, original, mailFrom));
    }

    private static @Nullable String messageId(Finding finding, Headers original) {
        String named = finding.originalMessageId();
        String found = OriginalMessage.messageId(original);
        return found == null && named != null ? OriginalMessage.bareId(named) : found;
    }
}
