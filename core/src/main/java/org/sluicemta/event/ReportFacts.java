package org.sluicemta.event;

import org.jspecify.annotations.Nullable;
import org.sluicemta.response.ResponseClass;

/**
 * What a returned message or a suppression entry said, or which mailet took a recipient out.
 *
 * @param kind {@code bounce}, {@code complaint}, {@code auto-reply}, {@code delay}, {@code none}, or the reason of a suppression
 * @param suppressed whether the recipient was suppressed because of it
 * @param reporter who vouches for a complaint, or null when nobody does: a site whose domain signed it, or a source that
 *     sluice.xml names
 * @param processor of the mailet that took the recipient out, or null
 * @param mailet its name, or null
 */
public record ReportFacts(
        String kind,
        @Nullable ResponseClass responseClass,
        @Nullable String status,
        @Nullable String diagnostic,
        @Nullable String reportingMta,
        @Nullable String feedbackType,
        boolean suppressed,
        @Nullable String reporter,
        @Nullable String processor,
        @Nullable String mailet) {
    /** Nobody vouches for it, or need to. */
    public ReportFacts(
            String kind,
            @Nullable ResponseClass responseClass,
            @Nullable String status,
            @Nullable String diagnostic,
            @Nullable String reportingMta,
            @Nullable String feedbackType,
            boolean suppressed) {
        this(kind, responseClass, status, diagnostic, reportingMta, feedbackType, suppressed, null);
    }

    /** Of what came back, or of a suppression. */
    public ReportFacts(
            String kind,
            @Nullable ResponseClass responseClass,
            @Nullable String status,
            @Nullable String diagnostic,
            @Nullable String reportingMta,
            @Nullable String feedbackType,
            boolean suppressed,
            @Nullable String reporter) {
        this(kind, responseClass, status, diagnostic, reportingMta, feedbackType, suppressed, reporter, null, null);
    }

    /** Of a recipient that a mailet took out. */
    public static ReportFacts discarded(String processor, String mailet) {
        return new ReportFacts("discarded", null, null, null, null, null, false, null, processor, mailet);
    }
}
