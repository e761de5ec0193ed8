package org.sluicemta.bounce.arf;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The machine-readable part of a complaint (RFC 5965 section 3).
 *
 * @param feedbackType in lower case; {@code other} where the report does not say
 * @param recipients every Original-Rcpt-To that is an address
 * @param originalMailFrom the envelope sender of the message complained about, or null
 * @param envelopeId Original-Envelope-Id, or null
 * @param reportingMta the host that took the message, or null
 * @param messageId a Message-ID field some reporters add, or null
 */
public record FeedbackReport(
        String feedbackType,
        List<String> recipients,
        @Nullable String originalMailFrom,
        @Nullable String envelopeId,
        @Nullable String reportingMta,
        @Nullable String messageId) {

    public FeedbackReport {
        recipients = List.copyOf(recipients);
    }
}
