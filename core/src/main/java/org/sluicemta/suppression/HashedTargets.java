package org.sluicemta.suppression;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.sluicemta.config.ConfigurationException;
import org.sluicemta.config.Problem;
import org.sluicemta.database.Database;

/**
 * Brings the tables and the setting about hashes together before anything is looked up: addresses that were kept as they
 * are become hashes; hashes of a key that is not the setting's stop the start, because they would match nobody.
 */
public final class HashedTargets {
    private static final int ROWS = 1_000;
    private static final String WHERE = "sluice.xml: <suppression> hash-key";
    private static final List<String> BESIDES = List.of("suppression_change", "soft_failure");

    private HashedTargets() {}

    /**
     * @return entries that were hashed now
     * @throws ConfigurationException when the list holds hashes of another key
     */
    public static long prepare(Database database, SuppressionTargets targets) throws ConfigurationException {
        Optional<String> present = database.jdbi().withHandle(HashedTargets::someHash);
        if (present.isPresent()) {
            check(present.get(), targets);
        }
        if (targets.key().isEmpty()) {
            return 0;
        }
        // First, and even where no entry is in clear: an entry may be gone, and a start may have ended in between.
        BESIDES.forEach(table -> hashBesides(database, table, targets));
        // It may quote the address that an entry was about.
        database.jdbi()
                .useHandle(handle -> handle.execute("UPDATE suppression_change SET evidence = NULL"
                        + " WHERE action = 'IMPORTED' AND evidence LIKE '%@%'"));
        return hashEntries(database, targets);
    }

    private static void check(String hash, SuppressionTargets targets) throws ConfigurationException {
        String made = TargetKey.idOf(hash).orElse("?");
        String set = targets.key().map(TargetKey::id).orElse("none");
        if (!made.equals(set)) {
            throw new ConfigurationException(List.of(new Problem(
                    WHERE,
                    "the list holds addresses hashed with key " + made + ", the setting's key is " + set,
                    "Set it to the file of that key: without it those entries would match nobody")));
        }
    }

    private static Optional<String> someHash(Handle handle) {
        return handle.createQuery(
                        "SELECT target FROM suppression WHERE target >= 'hash:' AND target < 'hash;' ORDER BY target"
                                + " FETCH FIRST 1 ROWS ONLY")
                .mapTo(String.class)
                .findOne();
    }

    private static long hashEntries(Database database, SuppressionTargets targets) {
        long hashed = 0;
        int page;
        do {
            page = database.write(handle -> hashPage(handle, targets));
            hashed += page;
        } while (page > 0);
        return hashed;
    }

    private static int hashPage(Handle handle, SuppressionTargets targets) {
        List<Suppression> clear = SuppressionTable.withAddresses(handle, ROWS);
        SuppressionTable.delete(handle, clear);
        for (Suppression entry : clear) {
            Suppression hashed = SuppressionRow.storable(entry, targets);
            if (SuppressionTable.find(handle, hashed.target(), hashed.scope()).isEmpty()) {
                SuppressionTable.insert(handle, List.of(hashed));
            }
        }
        return clear.size();
    }

    private static void hashBesides(Database database, String table, SuppressionTargets targets) {
        int page;
        do {
            page = database.write(handle -> {
                List<String> clear = handle.createQuery("SELECT DISTINCT target FROM " + table
                                + " WHERE target LIKE '%@%' FETCH FIRST " + ROWS + " ROWS ONLY")
                        .mapTo(String.class)
                        .list();
                clear.forEach(target -> handle.execute(
                        "UPDATE " + table + " SET target = ? WHERE target = ?", targets.parse(target), target));
                return clear.size();
            });
        } while (page > 0);
    }
}
