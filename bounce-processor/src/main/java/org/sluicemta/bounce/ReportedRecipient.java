package org.sluicemta.bounce;

import org.jspecify.annotations.Nullable;
import org.sluicemta.egress.SiteId;
import org.sluicemta.response.Answer;
import org.sluicemta.response.Phase;

/**
 * One address a report is about.
 *
 * @param address what failed, complained or answered, without brackets; the domain in the case it was reported in;
 *     empty only in {@link ParsedReport.Bounce#unnamed()}
 * @param severity how final the report is for this address, by the table that also gives it its class
 * @param status enhanced status code such as {@code 5.1.1} (RFC 3463), as reported, never invented
 * @param smtpCode three-digit reply code 200–599 found in the diagnostic
 * @param action {@code failed}, {@code delayed}, {@code delivered}, {@code relayed} or {@code expanded} (RFC 3464
 *     section 2.3.3), null where the report has no such thing
 * @param diagnostic the other side's words, unfolded onto one line, without the {@code smtp;} type prefix
 * @param remoteMta the host that gave the diagnostic, without the {@code dns;} type prefix
 */
public record ReportedRecipient(
        String address,
        Severity severity,
        @Nullable String status,
        @Nullable Integer smtpCode,
        @Nullable String action,
        @Nullable String diagnostic,
        @Nullable String remoteMta) {
    /** What to look up in the response table for this recipient. */
    public Answer answer(@Nullable SiteId site) {
        return new Answer(
                site, Phase.REPORT, smtpCode == null ? 0 : smtpCode, status, diagnostic == null ? "" : diagnostic);
    }

    ReportedRecipient withSeverity(Severity other) {
        return new ReportedRecipient(address, other, status, smtpCode, action, diagnostic, remoteMta);
    }
}
