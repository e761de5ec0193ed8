package org.sluicemta.store.egress;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.sluicemta.egress.ClearOnlyStore;
import org.sluicemta.store.database.Database;

/** A row for each address, which all nodes share. */
public final class DatabaseClearOnlyStore implements ClearOnlyStore {
    private static final int MOST = 10_000;

    private final Database database;
    private final InstantSource clock;

    public DatabaseClearOnlyStore(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public Map<String, Instant> load() {
        long now = clock.millis();
        return database.write(handle -> {
            handle.execute("DELETE FROM clear_only_host WHERE kept_until <= ?", now);
            Map<String, Instant> hosts = new HashMap<>();
            handle.createQuery("SELECT address, kept_until FROM clear_only_host ORDER BY kept_until DESC")
                    .setMaxRows(MOST)
                    .map((row, context) -> Map.entry(row.getString(1), Instant.ofEpochMilli(row.getLong(2))))
                    .forEach(host -> hosts.put(host.getKey(), host.getValue()));
            return hosts;
        });
    }

    @Override
    public void keep(Map<String, Instant> hosts) {
        database.write(handle -> {
            // In one order, because two nodes that lock the same rows in two orders would block each other.
            new TreeMap<>(hosts).forEach((address, until) -> keep(handle, address, until.toEpochMilli()));
            return hosts;
        });
    }

    private static void keep(Handle handle, String address, long until) {
        int known = handle.execute("UPDATE clear_only_host SET kept_until = ? WHERE address = ?", until, address);
        if (known == 0) {
            handle.execute("INSERT INTO clear_only_host (address, kept_until) VALUES (?, ?)", address, until);
        }
    }
}
