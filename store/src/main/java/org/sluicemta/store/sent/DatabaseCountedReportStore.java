package org.sluicemta.store.sent;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.sluicemta.mail.MessageId;
import org.sluicemta.mail.MessageIdSource;
import org.sluicemta.returnpath.CountedReport;
import org.sluicemta.returnpath.CountedReportStore;
import org.sluicemta.store.database.Database;
import org.sluicemta.store.database.OldRows;

/**
 * Reports that were counted, by the send they are about: a row for each message that bounced or was complained about.
 */
public final class DatabaseCountedReportStore implements CountedReportStore {
    private static final String KEY = " WHERE message_id = ? AND recipient_index = ? AND kind = ?";

    private final Database database;

    public DatabaseCountedReportStore(Database database) {
        this.database = database;
    }

    @Override
    public Optional<MessageId> firstMail(MessageId id, int recipientIndex, String kind) {
        return database.withHandle(handle -> find(handle, id, recipientIndex, kind));
    }

    @Override
    public void note(List<CountedReport> reports) {
        database.write(handle -> {
            reports.forEach(report -> noteUnlessThere(handle, report));
            return reports;
        });
    }

    private static void noteUnlessThere(Handle handle, CountedReport report) {
        if (find(handle, report.id(), report.recipientIndex(), report.kind()).isEmpty()) {
            handle.execute(
                    "INSERT INTO counted_report (message_id, recipient_index, kind, first_mail) VALUES (?, ?, ?, ?)",
                    report.id().value(),
                    report.recipientIndex(),
                    report.kind(),
                    report.firstMail().value());
        }
    }

    private static Optional<MessageId> find(Handle handle, MessageId id, int recipientIndex, String kind) {
        return handle.createQuery("SELECT first_mail FROM counted_report" + KEY)
                .bind(0, id.value())
                .bind(1, recipientIndex)
                .bind(2, kind)
                .mapTo(Long.class)
                .findOne()
                .map(MessageId::new);
    }

    /** Deletes reports about mail accepted before an instant, whose tokens are no longer valid. */
    public long prune(Instant acceptedBefore) {
        return OldRows.byConstraint(database, "counted_report", "message_id", "counted_report_key")
                .deleteBelow(MessageIdSource.firstAt(acceptedBefore).value());
    }
}
