package org.sluicemta.store.database;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.sluicemta.disk.OwnerOnly;
import org.sluicemta.settings.DatabaseSettings;

/**
 * Settings of the embedded Derby. The engine reads them as system properties when the first database of the process
 * boots; later ones share them.
 */
final class DerbyEngine {
    /** Pages in the cache, 4 KiB and up each: the index of a list of a few million entries stays warm. */
    private static final String PAGE_CACHE = "8000";

    private DerbyEngine() {}

    static void prepare(Path logDirectory) {
        System.setProperty(
                "derby.stream.error.file", logDirectory.resolve("derby.log").toString());
        // Left to itself an embedded Derby makes its files as wide as the umask lets it.
        System.setProperty("derby.storage.useDefaultFilePermissions", "false");
        System.setProperty("derby.storage.pageCacheSize", PAGE_CACHE);
        // The defaults (1 MiB and 10 MiB) write every dirty page again and again during an import. A start after a
        // crash reads at most this much of the log again: a second or two.
        System.setProperty("derby.storage.logSwitchInterval", Integer.toString(16 << 20));
        System.setProperty("derby.storage.checkpointInterval", Integer.toString(64 << 20));
        System.setProperty("derby.storage.logBufferSize", Integer.toString(512 << 10));
        // A batch of the import must not turn into a lock on the whole table, or checks would wait for it.
        System.setProperty("derby.locks.escalationThreshold", "1000000");
        System.setProperty("derby.locks.waitTimeout", "20");
    }

    /** Where it cannot make the directory, Derby makes its files in one called "null" below the current directory. */
    static void makeRoom(DatabaseSettings settings) {
        Path above = Path.of(DatabaseUrl.derbyDirectory(settings.url()))
                .toAbsolutePath()
                .getParent();
        try {
            OwnerOnly.makeDirectory(Objects.requireNonNull(above));
        } catch (IOException e) {
            throw DatabaseFault.opening(
                    DatabaseKind.DERBY, settings, new IOException("no directory can be made at " + above, e));
        }
    }
}
