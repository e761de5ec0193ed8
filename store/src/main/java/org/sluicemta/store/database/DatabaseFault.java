package org.sluicemta.store.database;

import java.sql.SQLException;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.sluicemta.settings.DatabaseSettings;
import org.sluicemta.storage.StoreException;

/** Turns drivers' exceptions into messages that say what to do. */
final class DatabaseFault {
    private DatabaseFault() {}

    static DatabaseException opening(Dialect dialect, DatabaseSettings settings, Exception fault) {
        String where = "database " + Dialect.withoutParameters(settings.url());
        SQLException cause = deepest(fault);
        String text = cause == null ? String.valueOf(fault.getMessage()) : firstLine(cause.getMessage());
        String state = cause == null ? null : cause.getSQLState();
        return new DatabaseException(
                where + ": cannot be opened: " + text + ". " + dialect.hint(settings, state), fault);
    }

    static DatabaseException migrating(DatabaseSettings settings, Exception fault) {
        return new DatabaseException(
                "database " + Dialect.withoutParameters(settings.url()) + ": tables cannot be brought up to date: "
                        + firstLine(fault.getMessage())
                        + ". Give the user the right to create tables; if a newer version of Sluice has used it, run that one",
                fault);
    }

    /** A statement or transaction failed. JDBI's own text would repeat the statement and the addresses in it. */
    static StoreException using(DatabaseSettings settings, JdbiException fault) {
        SQLException cause = deepest(fault);
        return new StoreException(
                "database " + Dialect.withoutParameters(settings.url()) + ": "
                        + firstLine(cause == null ? fault.getMessage() : cause.getMessage()),
                fault);
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
