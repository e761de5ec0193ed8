package org.sluicemta.store.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sluicemta.disk.OwnerOnly;
import org.sluicemta.settings.DatabaseSettings;

/** Apache Derby, embedded in this process, for one node only. */
final class DerbyDialect implements Dialect {
    private static final String URL = "jdbc:derby:";

    /** Pages in the cache, at least 4 KiB each, so that the index of a list of a few million entries stays cached. */
    private static final String PAGE_CACHE = "8000";

    /** Another process has booted the database. */
    private static final String IN_USE = "XSDB6";

    /** Derby answers a clean shutdown with an exception of this state. */
    private static final String IS_DOWN = "08006";

    @Override
    public String urlStart() {
        return URL;
    }

    @Override
    public boolean isShared() {
        return false;
    }

    @Override
    public boolean isMissing(DatabaseSettings settings) {
        return !Files.isDirectory(directory(settings));
    }

    /** The engine reads these properties when the first database of the process boots; later ones share them. */
    @Override
    public void prepare(DatabaseSettings settings, Path logDirectory) {
        System.setProperty(
                "derby.stream.error.file", logDirectory.resolve("derby.log").toString());
        // By default an embedded Derby creates files as readable as the umask allows.
        System.setProperty("derby.storage.useDefaultFilePermissions", "false");
        System.setProperty("derby.storage.pageCacheSize", PAGE_CACHE);
        // The defaults (1 MiB and 10 MiB) write every dirty page again and again during an import. After a crash, a
        // start rereads at most this much of the log, which takes a second or two.
        System.setProperty("derby.storage.logSwitchInterval", Integer.toString(16 << 20));
        System.setProperty("derby.storage.checkpointInterval", Integer.toString(64 << 20));
        System.setProperty("derby.storage.logBufferSize", Integer.toString(512 << 10));
        // A batch of the import must not turn into a lock on the whole table, or checks would wait for it.
        System.setProperty("derby.locks.escalationThreshold", "1000000");
        System.setProperty("derby.locks.waitTimeout", "20");
    }

    /** If it can't create the directory, Derby creates its files in one called "null" below the current directory. */
    @Override
    public void makeRoom(DatabaseSettings settings) {
        Path above = directory(settings).toAbsolutePath().getParent();
        try {
            OwnerOnly.makeDirectory(Objects.requireNonNull(above));
        } catch (IOException e) {
            throw DatabaseFault.opening(this, settings, new IOException("no directory can be made at " + above, e));
        }
    }

    /** Derby makes the database on first start. */
    @Override
    public String openingUrl(DatabaseSettings settings) {
        return settings.url().contains(";create=") ? settings.url() : settings.url() + ";create=true";
    }

    /** Derby writes a checkpoint, so the next start need not recover. */
    @Override
    public void shutDown(DatabaseSettings settings) {
        String url = Dialect.withoutParameters(settings.url());
        try {
            DriverManager.getConnection(url + ";shutdown=true").close();
        } catch (SQLException e) {
            if (!IS_DOWN.equals(e.getSQLState())) {
                throw new DatabaseException(
                        "database " + url + ": did not shut down cleanly: " + e.getMessage()
                                + ". Nothing is lost; it recovers at the next start",
                        e);
            }
        }
    }

    @Override
    public String hint(DatabaseSettings settings, @Nullable String state) {
        return IN_USE.equals(state)
                ? "Another process uses it: stop that one, or give this node a data directory of its own"
                : "Check that this user can write to " + directory(settings)
                        + " and that the disk is not full; derby.log says more";
    }

    @Override
    public Map<String, String> placeholders() {
        return Map.of("binary_order", "", "octets", "BLOB(65536)");
    }

    /** A deadlock (40001) and lock timeouts. */
    @Override
    public Set<String> lockStates() {
        return Set.of("40001", "40XL1", "40XL2");
    }

    /** Left to itself, Derby sorts a whole table for a page of it. The hint is a comment and ends with its line. */
    @Override
    public String byIndex(String table, String index) {
        return table + " --DERBY-PROPERTIES index=" + index + "\n";
    }

    @Override
    public String byConstraint(String table, String constraint) {
        return table + " --DERBY-PROPERTIES constraint=" + constraint + "\n";
    }

    @Override
    public Optional<SessionLocks> sessionLocks() {
        return Optional.empty();
    }

    private static Path directory(DatabaseSettings settings) {
        return Path.of(Dialect.withoutParameters(settings.url()).substring(URL.length()));
    }
}
