package org.sluicemta.delivery.tlsreport;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.sluicemta.egress.DueTlsReport;

/**
 * When reports are sent. Their times are spread, and differ between servers: a receiver gets those of all senders
 * about the same day (RFC 8460 section 4.1).
 */
final class ReportTimes {
    /** After midnight, until all nodes have saved what they counted. */
    static final Duration SETTLED = Duration.ofMinutes(10);

    private static final Duration SPREAD = Duration.ofHours(4);
    private static final Duration SPREAD_WHEN_LATE = Duration.ofMinutes(30);
    /** RFC 8460 section 5.5. */
    private static final Duration GIVEN_UP = Duration.ofHours(24);

    private static final Duration FIRST_WAIT = Duration.ofMinutes(5);
    private static final int MOST_DOUBLINGS = 6;

    private final String hostName;

    ReportTimes(String hostName) {
        this.hostName = hostName;
    }

    /** The last day that has ended, and that everything about has been counted. */
    static LocalDate reportedDay(Instant now) {
        return LocalDate.ofInstant(now.minus(SETTLED), ZoneOffset.UTC).minusDays(1);
    }

    /** When the report about a day is sent first. */
    Instant first(LocalDate day, String domain, Instant now) {
        Instant ready = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().plus(SETTLED);
        Instant usual = ready.plus(part(SPREAD, day + domain));
        return usual.isBefore(now) ? now.plus(part(SPREAD_WHEN_LATE, day + domain)) : usual;
    }

    /** When a report is tried again after an attempt that has failed. */
    Instant next(DueTlsReport report, Instant now) {
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(report.attempts(), MOST_DOUBLINGS));
        return now.plus(wait).plus(part(wait.dividedBy(4), report.target() + report.attempts()));
    }

    boolean isTooLate(DueTlsReport report, Instant next) {
        return next.isAfter(report.firstDue().plus(GIVEN_UP));
    }

    private Duration part(Duration whole, String of) {
        return Duration.ofSeconds(Math.floorMod((hostName + of).hashCode() * 31L, whole.toSeconds()));
    }
}
