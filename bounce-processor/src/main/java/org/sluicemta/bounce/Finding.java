package org.sluicemta.bounce;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sluicemta.bounce.mime.Headers;

/**
 * What a reader found in a message, before the evidence is added.
 *
 * @param recogniser name of the reader
 * @param kind which of the reports it is
 * @param recipients whom it is about
 * @param feedbackType kind of complaint, or null
 * @param reportingMta host that reports, or null
 * @param envelopeId Original-Envelope-Id, or null
 * @param originalReturnPath envelope sender of the original as the report itself names it, or null
 * @param originalMessageId Message-ID as the report itself names it, or null
 * @param original header of the returned message, empty when none came back
 * @param unnamed what the report says about a recipient it doesn't name, or null
 */
record Finding(
        String recogniser,
        Kind kind,
        List<ReportedRecipient> recipients,
        @Nullable String feedbackType,
        @Nullable String reportingMta,
        @Nullable String envelopeId,
        @Nullable String originalReturnPath,
        @Nullable String originalMessageId,
        Headers original,
        @Nullable ReportedRecipient unnamed) {
    Finding(
            String recogniser,
            Kind kind,
            List<ReportedRecipient> recipients,
            @Nullable String feedbackType,
            @Nullable String reportingMta,
            @Nullable String envelopeId,
            @Nullable String originalReturnPath,
            @Nullable String originalMessageId,
            Headers original) {
        this(
                recogniser,
                kind,
                recipients,
                feedbackType,
                reportingMta,
                envelopeId,
                originalReturnPath,
                originalMessageId,
                original,
                null);
    }

    /** The same finding about other recipients. */
    Finding withRecipients(List<ReportedRecipient> others) {
        return new Finding(
                recogniser,
                kind,
                others,
                feedbackType,
                reportingMta,
                envelopeId,
                originalReturnPath,
                originalMessageId,
                original,
                unnamed);
    }

    /** The same finding, passed on by somebody who isn't its author. */
    Finding carried() {
        return new Finding(
                recogniser,
                Kind.CARRIED,
                recipients,
                null,
                reportingMta,
                envelopeId,
                originalReturnPath,
                originalMessageId,
                original);
    }

    enum Kind {
        BOUNCE,
        DELAY,
        DELIVERED,
        COMPLAINT,
        AUTO_REPLY,
        CARRIED
    }
}
