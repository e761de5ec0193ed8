package org.sluicemta.store.database;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sluicemta.settings.DatabaseSettings;

/** PostgreSQL, a server that several nodes may share. */
final class PostgresDialect implements Dialect {
    private static final SessionLocks LOCKS = new SessionLocks(
            "SELECT pg_try_advisory_lock_shared(?)",
            "SELECT pg_advisory_unlock_shared(?)",
            "SELECT pg_try_advisory_lock(?)",
            "SELECT pg_advisory_unlock(?)",
            "SELECT ? IS NOT NULL",
            "SELECT pg_advisory_unlock_all()");

    @Override
    public String urlStart() {
        return "jdbc:postgresql:";
    }

    @Override
    public boolean isShared() {
        return true;
    }

    /** The server reports it itself. */
    @Override
    public boolean isMissing(DatabaseSettings settings) {
        return false;
    }

    @Override
    public void prepare(DatabaseSettings settings, Path logDirectory) {
        // The server has settings and logs of its own.
    }

    @Override
    public void makeRoom(DatabaseSettings settings) {
        // The owner creates the database with createdb.
    }

    @Override
    public String openingUrl(DatabaseSettings settings) {
        return settings.url();
    }

    @Override
    public void shutDown(DatabaseSettings settings) {
        // Others use the server.
    }

    @Override
    public String hint(DatabaseSettings settings, @Nullable String state) {
        return switch (state == null ? "" : state) {
            case "28P01", "28000" ->
                "Check user \"" + settings.user() + "\" and its password in sluice.xml, and the server's pg_hba.conf";
            case "3D000" -> "Make the database first: createdb NAME --owner=" + settings.user();
            default -> "Check that the server runs and that host and port are right: pg_isready -h HOST -p PORT";
        };
    }

    @Override
    public Map<String, String> placeholders() {
        return Map.of("binary_order", "COLLATE \"C\"", "octets", "BYTEA");
    }

    /** Serialization failure and deadlock. */
    @Override
    public Set<String> lockStates() {
        return Set.of("40001", "40P01");
    }

    /** Its planner needs no hints. */
    @Override
    public String byIndex(String table, String index) {
        return table;
    }

    @Override
    public String byConstraint(String table, String constraint) {
        return table;
    }

    @Override
    public Optional<SessionLocks> sessionLocks() {
        return Optional.of(LOCKS);
    }
}
