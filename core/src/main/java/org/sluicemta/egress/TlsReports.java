package org.sluicemta.egress;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The reports that are owed to domains with TLS policies, over all nodes and restarts (RFC 8460). All methods block, and
 * throw an unchecked exception of the store when it can't be reached. Thread-safe.
 */
public interface TlsReports {
    /** How a report ended. */
    enum End {
        SENT,
        /** Given up. */
        FAILED,
        /** The domain doesn't ask for reports. */
        UNWANTED
    }

    /**
     * Adds the reports about a day that aren't there yet: one for each domain with which there were sessions.
     *
     * @param due when the report for a domain is to be sent
     */
    void plan(LocalDate day, Function<String, Instant> due);

    /**
     * Takes on reports that are due, so that no other node does. One that hasn't ended when the lease has can be taken on
     * again.
     */
    List<DueTlsReport> take(int most, Duration lease);

    /**
     * It is known where a report goes: one is due at once for each target.
     *
     * @param targets URIs of at most 300 characters; at least one
     */
    void addressed(DueTlsReport report, List<String> targets);

    /** Its next attempt is at this time. */
    void later(DueTlsReport report, Instant due);

    void ended(DueTlsReport report, End end);

    /** The report, JSON compressed with gzip; empty if there were no sessions. */
    Optional<byte[]> document(LocalDate day, String domain, TlsReporter reporter);

    /** Keeps the reports of the last days in files, for whoever wants to read them. */
    void keepFiles(TlsReporter reporter);

    /** The name that the document has, RFC 8460 section 5.1. */
    static String fileName(LocalDate day, String domain, TlsReporter reporter) {
        long start = day.atStartOfDay(ZoneOffset.UTC).toEpochSecond();
        long end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toEpochSecond() - 1;
        return String.join("!", reporter.submitter(), domain, Long.toString(start), Long.toString(end)) + ".json.gz";
    }

    /** The id that the document has, RFC 8460 section 4.4. */
    static String id(LocalDate day, String domain, TlsReporter reporter) {
        return day + "-" + domain + "@" + reporter.submitter();
    }
}
