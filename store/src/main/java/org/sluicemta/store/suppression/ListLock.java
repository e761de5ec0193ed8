package org.sluicemta.store.suppression;

import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.sluicemta.store.database.Database;
import org.sluicemta.store.database.Dialect.SessionLocks;

/**
 * Controls who uses the list and who may convert it. On PostgreSQL it's a lock of a separate session: nodes and
 * commands share it, a conversion holds it exclusively, and it ends with its process however that ends. An embedded
 * database belongs to one process anyway. Not for use by several threads.
 */
final class ListLock implements AutoCloseable {
    /** A number that nothing else in the database locks: "sluice" in ASCII. */
    private static final long KEY = 0x736C_7569_6365L;

    private final Database database;
    private final @Nullable SessionLocks locks;
    private @Nullable Handle session;

    ListLock(Database database) {
        this.database = database;
        this.locks = database.dialect().sessionLocks().orElse(null);
        this.session = open();
    }

    private @Nullable Handle open() {
        return locks == null ? null : database.open();
    }

    boolean tryShared() {
        return ask(SessionLocks::tryShared);
    }

    void endShared() {
        ask(SessionLocks::endShared);
    }

    boolean tryAlone() {
        return ask(SessionLocks::tryAlone);
    }

    /** From exclusive to shared, without a gap. */
    void share() {
        tryShared();
        ask(SessionLocks::endAlone);
    }

    /** Returns false if the session has ended, and the lock with it. */
    boolean isAlive() {
        try {
            return ask(SessionLocks::isAlive);
        } catch (JdbiException gone) {
            return false;
        }
    }

    /** Opens a new session, which doesn't hold the lock yet. */
    void reopen() {
        close();
        session = open();
    }

    private boolean ask(Function<SessionLocks, String> query) {
        return locks == null
                || session == null
                || session.createQuery(query.apply(locks))
                        .bind(0, KEY)
                        .mapTo(Boolean.class)
                        .one();
    }

    @Override
    public void close() {
        if (session != null && locks != null) {
            // The session goes back to a pool and may stay open.
            endAll(session, locks);
            session.close();
        }
    }

    private static void endAll(Handle session, SessionLocks locks) {
        try {
            session.execute(locks.endAll());
        } catch (JdbiException gone) {
            // It has ended, and its locks with it.
            return;
        }
    }
}
