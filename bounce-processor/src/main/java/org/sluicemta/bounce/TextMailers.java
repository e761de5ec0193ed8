package org.sluicemta.bounce;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sluicemta.bounce.text.ReportText;
import org.sluicemta.bounce.text.TextFailure;
import org.sluicemta.bounce.text.TextReport;

/** Turns what the recognisers of free text find into reports. */
final class TextMailers implements ReportReader {
    private final int maxRecipients;

    TextMailers(int maxRecipients) {
        this.maxRecipients = maxRecipients;
    }

    @Override
    public Optional<Finding> read(MessageView message) {
        if (!message.mayBeReport()) {
            return Optional.empty();
        }
        ReportText text = message.reportText();
        return message.words().recognisers().read(text).map(report -> finding(report, text));
    }

    /** The finding for a recogniser's result. */
    Finding finding(TextReport report, ReportText text) {
        List<ReportedRecipient> recipients = new ArrayList<>();
        for (TextFailure failure : report.failures()) {
            if (recipients.size() < maxRecipients) {
                recipients.add(recipient(report.kind(), failure));
            }
        }
        return new Finding(
                report.recogniser(),
                kind(report.kind()),
                recipients,
                null,
                text.reportingHost(),
                null,
                null,
                null,
                text.original());
    }

    private static ReportedRecipient recipient(TextReport.Kind kind, TextFailure failure) {
        String action = switch (kind) {
            case FAILED -> "failed";
            case DELAYED -> "delayed";
            case DELIVERED -> "delivered";
        };
        return new ReportedRecipient(
                failure.address(),
                DsnReport.reported(action, failure.status()),
                failure.status(),
                failure.smtpCode(),
                action,
                failure.diagnostic(),
                failure.remoteMta());
    }

    private static Finding.Kind kind(TextReport.Kind kind) {
        return switch (kind) {
            case FAILED -> Finding.Kind.BOUNCE;
            case DELAYED -> Finding.Kind.DELAY;
            case DELIVERED -> Finding.Kind.DELIVERED;
        };
    }
}
