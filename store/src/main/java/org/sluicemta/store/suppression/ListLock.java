package org.sluicemta.store.suppression;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.sluicemta.store.database.Database;
import org.sluicemta.store.database.DatabaseKind;

/**
 * Who uses the list, and who may bring it into another form. On PostgreSQL a lock of a session of its own: nodes and
 * commands share it, a conversion has it alone, and it ends with its process however that ends. An embedded database is
 * one process's anyway. Not for use by several threads.
 */
final class ListLock implements AutoCloseable {
    /** Any number that nothing else in the database locks: "sluice" in ASCII. */
    private static final long KEY = 0x736C_7569_6365L;

    private final Database database;
    private @Nullable Handle session;

    ListLock(Database database) {
        this.database = database;
        this.session = open();
    }

    private @Nullable Handle open() {
        return database.kind() == DatabaseKind.POSTGRESQL ? database.open() : null;
    }

    boolean tryShared() {
        return ask("SELECT pg_try_advisory_lock_shared(?)");
    }

    void endShared() {
        ask("SELECT pg_advisory_unlock_shared(?)");
    }

    boolean tryAlone() {
        return ask("SELECT pg_try_advisory_lock(?)");
    }

    /** From alone to shared, without a moment in between. */
    void share() {
        tryShared();
        ask("SELECT pg_advisory_unlock(?)");
    }

    /** False when the session has ended, and the lock with it. */
    boolean isAlive() {
        try {
            return ask("SELECT ? IS NOT NULL");
        } catch (JdbiException gone) {
            return false;
        }
    }

    /** A new session, which holds nothing yet. */
    void reopen() {
        close();
        session = open();
    }

    private boolean ask(String sql) {
        return session == null
                || session.createQuery(sql).bind(0, KEY).mapTo(Boolean.class).one();
    }

    @Override
    public void close() {
        if (session != null) {
            // It goes back to a pool and may live on.
            endAll(session);
            session.close();
        }
    }

    private static void endAll(Handle session) {
        try {
            session.execute("SELECT pg_advisory_unlock_all()");
        } catch (JdbiException gone) {
            // It has ended, and its locks with it.
            return;
        }
    }
}
