package org.sluicemta.bounce;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The evidence of a report: who sent it, which message of ours it is about, and which recogniser read it.
 *
 * @param recogniser name of the reader that recognised the report, such as {@code rfc3464} or {@code qmail}; empty for
 *     messages that are none
 * @param reportingMta the host that wrote the report, where it names itself
 * @param originalMessageId the Message-ID of the message reported about, with its angle brackets removed
 * @param originalReturnPath the envelope sender of the message reported about, where the report shows it
 * @param envelopeId the Original-Envelope-Id (RFC 3461 ENVID), where the report shows it
 * @param tokenCandidates addresses and header values of the report that may carry our return-path token, best first;
 *     none of them is verified
 */
public record Evidence(
        String recogniser,
        @Nullable String reportingMta,
        @Nullable String originalMessageId,
        @Nullable String originalReturnPath,
        @Nullable String envelopeId,
        List<String> tokenCandidates) {

    public Evidence {
        tokenCandidates = List.copyOf(tokenCandidates);
    }

    /** Evidence of a message that reports nothing. */
    public static Evidence none() {
        return new Evidence("", null, null, null, null, List.of());
    }
}
