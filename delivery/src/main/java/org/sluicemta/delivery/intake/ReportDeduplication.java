package org.sluicemta.delivery.intake;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.sluicemta.mail.MessageId;
import org.sluicemta.returnpath.CountedReport;
import org.sluicemta.returnpath.CountedReportStore;

/**
 * Makes each report count once: a valid token sent back ten thousand times is one bounce, even across restarts. The
 * latest reports are in memory, so a flood of repetitions costs no database access. They are stored together with their
 * effects. A message taken again after a failure isn't a repetition of itself.
 */
@Singleton
final class ReportDeduplication {
    private static final int REMEMBERED = 100_000;

    private final CountedReportStore reports;
    private final Cache<Send, MessageId> seen =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    private record Send(MessageId id, int recipient, String kind) {}

    @Inject
    ReportDeduplication(CountedReportStore reports) {
        this.reports = reports;
    }

    /** True for the message that counts, however often it is taken. */
    boolean isNew(CountedReport report) {
        Send send = new Send(report.id(), report.recipientIndex(), report.kind());
        MessageId known = seen.getIfPresent(send);
        MessageId first = known == null ? seen.asMap().computeIfAbsent(send, key -> firstOf(report)) : known;
        return first.equals(report.firstMail());
    }

    private MessageId firstOf(CountedReport report) {
        return reports.firstMail(report.id(), report.recipientIndex(), report.kind())
                .orElse(report.firstMail());
    }
}
