package org.sluicemta.store.database;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.sluicemta.settings.DatabaseSettings;

/**
 * Everything in which the databases differ that Sluice runs on. Statements elsewhere are written so that all of them
 * understand them. Another database is another class like these, and an entry in the list.
 */
public interface Dialect {
    /** The databases there are. */
    List<Dialect> ALL = List.of(new DerbyDialect(), new PostgresDialect());

    /** By the start of a JDBC URL. Throws DatabaseException for any other. */
    static Dialect of(String url) {
        return ALL.stream()
                .filter(dialect -> url.startsWith(dialect.urlStart()))
                .findFirst()
                .orElseThrow(() -> new DatabaseException("database: the URL must start with "
                        + String.join(
                                " or ", ALL.stream().map(Dialect::urlStart).toList()) + ", got \""
                        + withoutParameters(url)
                        + "\". Leave it out for the embedded Derby, or write jdbc:postgresql://HOST/DATABASE"));
    }

    /** That of the database which the handle belongs to. */
    static Dialect of(Handle handle) {
        return handle.getConfig(DialectInUse.class).get();
    }

    /** A URL without what follows the database's name: parameters may hold passwords, so they never reach a message. */
    static String withoutParameters(String url) {
        return url.split("[;?]", 2)[0];
    }

    /** What its JDBC URLs start with: {@code jdbc:derby:}. */
    String urlStart();

    /** Whether other processes may use it at the same time. */
    boolean isShared();

    /** Whether it must have been made before somebody can look at it, and was not. */
    boolean isMissing(DatabaseSettings settings);

    /** Called before the first connection. */
    void prepare(DatabaseSettings settings, Path logDirectory);

    /** Makes room for a database that does not exist yet, where it is made by connecting to it. */
    void makeRoom(DatabaseSettings settings);

    /** The URL that connections are opened with. */
    String openingUrl(DatabaseSettings settings);

    /** Called after the last connection. */
    void shutDown(DatabaseSettings settings);

    /**
     * What to do about a database that cannot be opened.
     *
     * @param state SQL state of the fault, or null where there is none
     */
    String hint(DatabaseSettings settings, @Nullable String state);

    /**
     * What the migrations ask for by name: {@code binary_order}, one order of text for pages of a list; {@code octets}, a
     * type for 64 KiB of octets.
     */
    Map<String, String> placeholders();

    /** SQL states of a transaction that failed because of another one and may succeed when repeated. */
    Set<String> lockStates();

    /** A table in FROM, with a hint to read its rows by this index. */
    String byIndex(String table, String index);

    /** The same by the index of a primary key or another constraint. */
    String byConstraint(String table, String constraint);

    /** Locks that last as long as their session, if several processes may use the database. */
    Optional<SessionLocks> sessionLocks();

    /**
     * Queries with the lock's number as their only parameter, which return whether it was done.
     *
     * @param endAll a statement without parameters that ends all locks of the session
     */
    record SessionLocks(
            String tryShared, String endShared, String tryAlone, String endAlone, String isAlive, String endAll) {}
}
