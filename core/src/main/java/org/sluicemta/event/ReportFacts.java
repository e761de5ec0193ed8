package org.sluicemta.event;

import org.jspecify.annotations.Nullable;
import org.sluicemta.response.ResponseClass;

/**
 * The contents of a returned message or a suppression entry, or the mailet that removed a recipient.
 *
 * @param kind {@code bounce}, {@code complaint}, {@code auto-reply}, {@code delay}, {@code none}, or the reason for a
 *     suppression
 * @param suppressed whether it suppressed the recipient
 * @param reporter who vouches for a complaint, or null when nobody does: a site whose domain signed it, or a source
 *     that sluice.xml names
 * @param processor of the mailet that removed the recipient, or null
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
    public static ReportFacts of(String kind) {
        return of(kind, false);
    }

    /** For what suppresses a recipient, or for a suppression. */
    public static ReportFacts suppressing(String kind) {
        return of(kind, true);
    }

    public static ReportFacts of(String kind, boolean suppressed) {
        return new ReportFacts(kind, null, null, null, null, null, suppressed, null, null, null);
    }

    public ReportFacts saying(@Nullable String words) {
        return new ReportFacts(
                kind,
                responseClass,
                status,
                words,
                reportingMta,
                feedbackType,
                suppressed,
                reporter,
                processor,
                mailet);
    }

    public ReportFacts meaning(ResponseClass meaning, @Nullable String code) {
        return new ReportFacts(
                kind, meaning, code, diagnostic, reportingMta, feedbackType, suppressed, reporter, processor, mailet);
    }

    public ReportFacts from(@Nullable String mta) {
        return new ReportFacts(
                kind, responseClass, status, diagnostic, mta, feedbackType, suppressed, reporter, processor, mailet);
    }

    /** RFC 5965 section 3.1. */
    public ReportFacts feedback(@Nullable String type) {
        return new ReportFacts(
                kind, responseClass, status, diagnostic, reportingMta, type, suppressed, reporter, processor, mailet);
    }

    public ReportFacts vouchedForBy(@Nullable String who) {
        return new ReportFacts(
                kind,
                responseClass,
                status,
                diagnostic,
                reportingMta,
                feedbackType,
                suppressed,
                who,
                processor,
                mailet);
    }

    public ReportFacts by(String its, String name) {
        return new ReportFacts(
                kind, responseClass, status, diagnostic, reportingMta, feedbackType, suppressed, reporter, its, name);
    }
}
