package org.sluicemta.bounce.tlsreport;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sluicemta.event.TlsResult;

/** What a mail says about TLS. */
public sealed interface TlsReportMail {
    /**
     * A report.
     *
     * @param submitter domain of the mail's From, or null if it has none
     * @param organisation who reports, or null if it doesn't say
     * @param id that tells it from others of the same organisation, or null
     * @param results sums over the whole report, for each policy and result that occurs
     */
    record Report(
            @Nullable String submitter,
            @Nullable String organisation,
            @Nullable String id,
            List<TlsResult> results) implements TlsReportMail {
        public Report {
            results = List.copyOf(results);
        }

        Report from(String domain) {
            return new Report(domain, organisation, id, results);
        }
    }

    /** A report that can't be used. */
    record Unreadable(String why) implements TlsReportMail {}

    /** There is none in it. */
    record None() implements TlsReportMail {}
}
