package org.sluicemta.store.egress;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.sluicemta.egress.StsPolicyStore;
import org.sluicemta.store.database.Database;
import org.sluicemta.store.database.OldRows;

/** A row per domain, which all nodes share: what one has fetched, the others needn't. */
public final class DatabaseStsPolicyStore implements StsPolicyStore {
    private final Database database;
    private final InstantSource clock;

    public DatabaseStsPolicyStore(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public Optional<Kept> find(String domain) {
        return database.withHandle(handle -> handle.createQuery(
                        "SELECT id, policy, fetched, expires FROM sts_policy WHERE domain = ?")
                .bind(0, domain)
                .map((row, context) -> new Kept(
                        domain,
                        row.getString(1),
                        new String(row.getBytes(2), UTF_8),
                        Instant.ofEpochMilli(row.getLong(3)),
                        Instant.ofEpochMilli(row.getLong(4))))
                .findOne());
    }

    @Override
    public void keep(Kept policy) {
        database.write(handle -> {
            handle.execute("DELETE FROM sts_policy WHERE domain = ?", policy.domain());
            return handle.execute(
                    "INSERT INTO sts_policy (domain, id, policy, fetched, expires) VALUES (?, ?, ?, ?, ?)",
                    policy.domain(),
                    policy.id(),
                    policy.text().getBytes(UTF_8),
                    policy.fetched().toEpochMilli(),
                    policy.expires().toEpochMilli());
        });
    }

    /** Deletes what has expired. */
    public void prune() {
        OldRows.byIndex(database, "sts_policy", "expires", "sts_policy_expires")
                .deleteBelow(clock.instant().toEpochMilli());
    }
}
