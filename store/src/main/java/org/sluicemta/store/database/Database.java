package org.sluicemta.store.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.HandleConsumer;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.sluicemta.settings.DatabaseSettings;
import org.sluicemta.storage.StoreException;

/**
 * The open database: a bounded pool of connections to tables that are up to date. Commits are on disk when they return
 * (the default of both Derby and PostgreSQL, and left so). Failures are thrown as {@link StoreException}; JDBI's own
 * exceptions end here. Thread-safe.
 */
public final class Database implements AutoCloseable {
    private static final int CONNECTIONS = 16;
    private static final int ATTEMPTS = 10;
    private static final Duration WAIT_FOR_CONNECTION = Duration.ofSeconds(10);

    private final Dialect dialect;
    private final DatabaseSettings settings;
    private final HikariDataSource connections;
    private final Jdbi jdbi;

    private Database(Dialect dialect, DatabaseSettings settings, HikariDataSource connections) {
        this.dialect = dialect;
        this.settings = settings;
        this.connections = connections;
        this.jdbi = Jdbi.create(connections);
        jdbi.getConfig(DialectInUse.class).set(dialect);
    }

    /**
     * Opens the database, creates it if it doesn't exist (Derby), and brings its tables up to date.
     *
     * @param logDirectory where Derby writes {@code derby.log}; must exist
     * @throws DatabaseException when it cannot be reached, is in use by another process, or is newer than this program
     */
    public static Database open(DatabaseSettings settings, Path logDirectory) {
        Dialect dialect = Dialect.of(settings.url());
        dialect.prepare(settings, logDirectory);
        dialect.makeRoom(settings);
        HikariDataSource connections = connect(dialect, settings);
        Database database = new Database(dialect, settings, connections);
        try {
            migrate(dialect, connections);
        } catch (FlywayException e) {
            database.close();
            throw DatabaseFault.migrating(settings, e);
        }
        return database;
    }

    /**
     * Opens an existing database and leaves its tables as they are.
     *
     * @param logDirectory where Derby writes {@code derby.log}
     * @return empty if an embedded database was never created
     * @throws DatabaseException when it cannot be reached or is in use by another process
     */
    public static Optional<Database> look(DatabaseSettings settings, Path logDirectory) {
        Dialect dialect = Dialect.of(settings.url());
        if (dialect.isMissing(settings)) {
            return Optional.empty();
        }
        dialect.prepare(settings, logDirectory);
        return Optional.of(new Database(dialect, settings, connect(dialect, settings)));
    }

    private static HikariDataSource connect(Dialect dialect, DatabaseSettings settings) {
        String url = dialect.openingUrl(settings);
        tryOnce(dialect, settings, url);
        HikariConfig config = new HikariConfig();
        config.setPoolName("database");
        config.setJdbcUrl(url);
        config.setUsername(settings.user());
        config.setPassword(settings.password());
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(2);
        config.setConnectionTimeout(WAIT_FOR_CONNECTION.toMillis());
        return new HikariDataSource(config);
    }

    /** Done before there is a pool, which would log the fault with a stack trace of its own. */
    private static void tryOnce(Dialect dialect, DatabaseSettings settings, String url) {
        try {
            DriverManager.getConnection(url, settings.user(), settings.password())
                    .close();
        } catch (SQLException e) {
            throw DatabaseFault.opening(dialect, settings, e);
        }
    }

    private static void migrate(Dialect dialect, HikariDataSource connections) {
        Flyway.configure(Database.class.getClassLoader())
                .dataSource(connections)
                .locations("classpath:org/sluicemta/store/database/migration")
                .placeholders(dialect.placeholders())
                .load()
                .migrate();
    }

    /** The SQL dialect of this database. */
    public Dialect dialect() {
        return dialect;
    }

    /** Runs statements, each in its own transaction. */
    public <T, X extends Exception> T withHandle(HandleCallback<T, X> work) throws X {
        try {
            return jdbi.withHandle(work);
        } catch (JdbiException e) {
            throw DatabaseFault.using(settings, e);
        }
    }

    /** The same, without a result. */
    public <X extends Exception> void useHandle(HandleConsumer<X> work) throws X {
        withHandle(work.asCallback());
    }

    /** Runs one transaction, once. */
    public <T, X extends Exception> T inTransaction(HandleCallback<T, X> work) throws X {
        try {
            return jdbi.inTransaction(work);
        } catch (JdbiException e) {
            throw DatabaseFault.using(settings, e);
        }
    }

    /** The same, without a result. */
    public <X extends Exception> void useTransaction(HandleConsumer<X> work) throws X {
        inTransaction(work.asCallback());
    }

    /** A session that lasts until it is closed. Its own methods throw JDBI's exceptions. */
    public Handle open() {
        try {
            return jdbi.open();
        } catch (JdbiException e) {
            throw DatabaseFault.using(settings, e);
        }
    }

    /**
     * Runs a transaction, and repeats it if another one interfered: a lock conflict, or a row that the other inserted
     * first. So the work must read what it relies on inside the transaction.
     */
    public <T> T write(Function<Handle, T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return inTransaction(work::apply);
            } catch (StoreException e) {
                if (attempt == ATTEMPTS || !Conflicts.isConflict(e)) {
                    throw e;
                }
            }
        }
    }

    /** Doesn't wait: work in progress fails. */
    @Override
    public void close() {
        connections.close();
        dialect.shutDown(settings);
    }
}
