package org.sluicemta.store.database;

import java.sql.SQLException;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.sluicemta.settings.DatabaseSettings;
import org.sluicemta.storage.StoreException;

/** Turns what drivers throw into messages that say what to do. */
final class DatabaseFault {
    private DatabaseFault() {}

    static DatabaseException opening(DatabaseKind kind, DatabaseSettings settings, Exception fault) {
        String where = "database " + DatabaseUrl.withoutParameters(settings.url());
        SQLException cause = deepest(fault);
        String text = cause == null ? String.valueOf(fault.getMessage()) : firstLine(cause.getMessage());
        String state = cause == null ? null : cause.getSQLState();
        String mend = switch (kind) {
            case DERBY -> derbyMend(settings, state);
            case POSTGRESQL -> postgresMend(settings, state);
        };
        return new DatabaseException(where + ": cannot be opened: " + text + ". " + mend, fault);
    }

    static DatabaseException migrating(DatabaseSettings settings, Exception fault) {
        return new DatabaseException(
                "database " + DatabaseUrl.withoutParameters(settings.url()) + ": tables cannot be brought up to date: "
                        + firstLine(fault.getMessage())
                        + ". Give the user the right to create tables; if a newer version of Sluice has used it, run that one",
                fault);
    }

    /** A statement or transaction failed. JDBI's own text would repeat the statement and whom it was about. */
    static StoreException using(DatabaseSettings settings, JdbiException fault) {
        SQLException cause = deepest(fault);
        return new StoreException(
                "database " + DatabaseUrl.withoutParameters(settings.url()) + ": "
                        + firstLine(cause == null ? fault.getMessage() : cause.getMessage()),
                fault);
    }

    private static String derbyMend(DatabaseSettings settings, @Nullable String state) {
        String directory = DatabaseUrl.derbyDirectory(settings.url());
        return "XSDB6".equals(state)
                ? "Another process uses it: stop that one, or give this node a data directory of its own"
                : "Check that this user can write to " + directory
                        + " and that the disk is not full; derby.log says more";
    }

    private static String postgresMend(DatabaseSettings settings, @Nullable String state) {
        return switch (state == null ? "" : state) {
            case "28P01", "28000" ->
                "Check user \"" + settings.user() + "\" and its password in sluice.xml, and the server's pg_hba.conf";
            case "3D000" -> "Make the database first: createdb NAME --owner=" + settings.user();
            default -> "Check that the server runs and that host and port are right: pg_isready -h HOST -p PORT";
        };
    }

    /** Derby hides the reason at the end of a chain of causes and next exceptions. */
    private static @Nullable SQLException deepest(Throwable fault) {
        SQLException found = null;
        for (Throwable at = fault; at != null; at = at.getCause()) {
            if (at instanceof SQLException sql) {
                found = sql;
                SQLException next = sql.getNextException();
                if (next != null && next.getSQLState() != null) {
                    found = next;
                }
            }
        }
        return found;
    }

    private static String firstLine(@Nullable String text) {
        return text == null
                ? "no reason given"
                : text.strip().lines().findFirst().orElse("").replaceAll("[.\\s]+$", "");
    }
}
