package org.sluicemta.store.sent;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.sluicemta.campaign.CampaignId;
import org.sluicemta.egress.SourceId;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.MessageId;
import org.sluicemta.mail.MessageIdSource;
import org.sluicemta.returnpath.ReturnPathToken;
import org.sluicemta.returnpath.SentMail;
import org.sluicemta.returnpath.SentMailStore;
import org.sluicemta.storage.StoreException;
import org.sluicemta.store.database.Conflicts;
import org.sluicemta.store.database.Database;
import org.sluicemta.store.database.OldRows;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.TenantId;

/** Sends that don't fit in a token, or whose source has to be known, by message id and recipient index. */
public final class DatabaseSentMailStore implements SentMailStore {
    private static final String COLUMNS =
            "message_id, recipient_index, tenant, stream, recipient, source, sent, campaign";

    private final Database database;

    public DatabaseSentMailStore(Database database) {
        this.database = database;
    }

    /** {@inheritDoc} An existing record stays as it is, because a message delivered twice is the same send. */
    @Override
    public void record(List<SentMail> sent) {
        if (sent.isEmpty()) {
            return;
        }
        try {
            database.useTransaction(handle -> insert(handle, sent));
        } catch (StoreException e) {
            if (!Conflicts.isConflict(e)) {
                throw e;
            }
            sent.forEach(this::recordUnlessThere);
        }
    }

    private void recordUnlessThere(SentMail mail) {
        database.write(handle -> {
            if (find(handle, mail.id(), mail.recipientIndex()).isEmpty()) {
                insert(handle, List.of(mail));
            }
            return mail;
        });
    }

    @Override
    public Optional<SentMail> find(ReturnPathToken token) {
        return database.withHandle(handle -> find(handle, token.id(), token.recipientIndex()));
    }

    /**
     * Deletes mail accepted before an instant, in short transactions.
     *
     * @return rows deleted
     */
    public long prune(Instant acceptedBefore) {
        return OldRows.byConstraint(database, "sent_mail", "message_id", "sent_mail_key")
                .deleteBelow(MessageIdSource.firstAt(acceptedBefore).value());
    }

    private static Optional<SentMail> find(Handle handle, MessageId id, int recipientIndex) {
        return handle.createQuery("SELECT " + COLUMNS + " FROM sent_mail WHERE message_id = ? AND recipient_index = ?")
                .bind(0, id.value())
                .bind(1, recipientIndex)
                .map((row, context) -> read(row))
                .findOne();
    }

    private static SentMail read(ResultSet row) throws SQLException {
        String source = row.getString("source");
        String campaign = row.getString("campaign");
        return new SentMail(
                new MessageId(row.getLong("message_id")),
                row.getInt("recipient_index"),
                new TenantId(row.getString("tenant")),
                new StreamId(row.getString("stream")),
                EmailAddress.parse(row.getString("recipient")),
                source == null ? null : new SourceId(source),
                Instant.ofEpochMilli(row.getLong("sent")),
                campaign == null ? null : new CampaignId(campaign));
    }

    private static void insert(Handle handle, List<SentMail> sent) {
        String sql = "INSERT INTO sent_mail (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
        try (PreparedStatement statement = handle.getConnection().prepareStatement(sql)) {
            for (SentMail mail : sent) {
                bind(statement, mail);
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException e) {
            throw new UnableToExecuteStatementException(e, null);
        }
    }

    private static void bind(PreparedStatement statement, SentMail mail) throws SQLException {
        SourceId source = mail.source();
        statement.setLong(1, mail.id().value());
        statement.setInt(2, mail.recipientIndex());
        statement.setString(3, mail.tenant().value());
        statement.setString(4, mail.stream().value());
        statement.setString(5, mail.recipient().toString());
        statement.setString(6, source == null ? null : source.value());
        statement.setLong(7, mail.sent().toEpochMilli());
        CampaignId campaign = mail.campaign();
        statement.setString(8, campaign == null ? null : campaign.value());
    }
}
