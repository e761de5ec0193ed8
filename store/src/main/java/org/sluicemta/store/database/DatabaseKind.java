package org.sluicemta.store.database;

import java.util.Map;

/** The databases that Sluice runs on. */
public enum DatabaseKind {
    /** In this process, one node only. */
    DERBY("", "BLOB(65536)"),
    /** A server that several nodes share. */
    POSTGRESQL("COLLATE \"C\"", "BYTEA");

    private final String binaryOrder;

    private final String octets;

    DatabaseKind(String binaryOrder, String octets) {
        this.binaryOrder = binaryOrder;
        this.octets = octets;
    }

    /** By the start of a JDBC URL. Throws DatabaseException for any other. */
    static DatabaseKind of(String url) {
        if (url.startsWith("jdbc:derby:")) {
            return DERBY;
        }
        if (url.startsWith("jdbc:postgresql:")) {
            return POSTGRESQL;
        }
        throw new DatabaseException("database: the URL must start with jdbc:derby: or jdbc:postgresql:, got \""
                + DatabaseUrl.withoutParameters(url)
                + "\". Leave it out for the embedded Derby, or write jdbc:postgresql://HOST/DATABASE");
    }

    /** What the migrations ask for by name: one order of text, for pages of a list, and a type for 64 KiB of octets. */
    Map<String, String> placeholders() {
        return Map.of("binary_order", binaryOrder, "octets", octets);
    }
}
