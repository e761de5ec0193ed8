package org.sluicemta.store.suppression;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.sluicemta.config.ConfigurationException;
import org.sluicemta.config.Problem;

/**
 * The format of targets in the tables.
 *
 * @param hashKey id of the key that addresses are hashed with; empty: they are in plain text
 * @param complete false during the conversion to this format, and after it was interrupted
 */
record StoredFormat(String hashKey, boolean folded, boolean complete) {
    private static final String WHERE = "sluice.xml: <suppression>";

    static StoredFormat of(SuppressionTargets targets) {
        return new StoredFormat(targets.key().map(TargetKey::id).orElse(""), targets.foldSubAddresses(), true);
    }

    static StoredFormat read(Handle handle) {
        return handle.createQuery("SELECT hash_key, folded, complete FROM suppression_form")
                .map((row, context) -> new StoredFormat(
                        row.getString("hash_key"), row.getInt("folded") == 1, row.getInt("complete") == 1))
                .findOne()
                .orElseGet(() -> ofRows(handle));
    }

    /** For tables from before the format was recorded. */
    private static StoredFormat ofRows(Handle handle) {
        Optional<String> hash = handle.createQuery(
                        "SELECT target FROM suppression WHERE target >= 'hash:' AND target < 'hash;' ORDER BY target"
                                + " FETCH FIRST 1 ROWS ONLY")
                .mapTo(String.class)
                .findOne();
        return new StoredFormat(hash.flatMap(TargetKey::idOf).orElse(""), false, hash.isEmpty());
    }

    void write(Handle handle) {
        handle.execute("DELETE FROM suppression_form");
        handle.execute(
                "INSERT INTO suppression_form (hash_key, folded, complete) VALUES (?, ?, ?)",
                hashKey,
                folded ? 1 : 0,
                complete ? 1 : 0);
    }

    StoredFormat incomplete() {
        return new StoredFormat(hashKey, folded, false);
    }

    /** Refuses a conversion that would leave entries that match nothing. */
    void requireConvertible(StoredFormat wanted) throws ConfigurationException {
        if (!hashKey.isEmpty() && !hashKey.equals(wanted.hashKey)) {
            throw problem(
                    "hash-key: the list holds addresses hashed with key " + hashKey + ", the setting's key is "
                            + (wanted.hashKey.isEmpty() ? "none" : wanted.hashKey),
                    "Set it to the file of that key: without it those entries would match nobody");
        }
        if (!hashKey.isEmpty() && wanted.folded && !folded) {
            throw problem(
                    "fold-sub-addresses: the list holds hashes of addresses that were not folded, got \"true\"",
                    "Leave it false: hashes cannot be folded, and those of user+tag would match nobody");
        }
        if (folded && !wanted.folded) {
            throw problem(
                    "fold-sub-addresses: the list holds folded addresses, got \"false\"",
                    "Leave it true: an entry for user, made of user+tag, would no longer stop mail to user+tag");
        }
    }

    static ConfigurationException problem(String what, String hint) {
        return new ConfigurationException(List.of(new Problem(WHERE, what, hint)));
    }

    @Override
    public String toString() {
        return (hashKey.isEmpty() ? "in clear" : "as hashes of key " + hashKey)
                + (folded ? ", sub-addresses folded" : "");
    }
}
