package org.sluicemta.database;

import java.util.Map;

/** The databases that Sluice runs on. */
public enum DatabaseKind {
    /** In this process, one node only. */
    DERBY(""),
    /** A server that several nodes share. */
    POSTGRESQL("COLLATE \"C\"");

    private final String binaryOrder;

    DatabaseKind(String binaryOrder) {
        this.binaryOrder = binaryOrder;
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

    /** What the migrations ask for by name: pages of a list need one order of text on both databases. */
    Map<String, String> placeholders() {
        return Map.of("binary_order", binaryOrder);
    }
}
