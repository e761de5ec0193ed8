package org.sluicemta.store.database;

/** Reads and completes JDBC URLs. Their parameters may hold passwords, so they never reach a message. */
final class DatabaseUrl {
    private static final String DERBY = "jdbc:derby:";

    private DatabaseUrl() {}

    static String withoutParameters(String url) {
        int end = url.length();
        for (char mark : new char[] {';', '?'}) {
            int at = url.indexOf(mark);
            end = at < 0 ? end : Math.min(end, at);
        }
        return url.substring(0, end);
    }

    /** Derby makes the database on first start. */
    static String opening(DatabaseKind kind, String url) {
        return switch (kind) {
            case DERBY -> url.contains(";create=") ? url : url + ";create=true";
            case POSTGRESQL -> url;
        };
    }

    static String derbyShutdown(String url) {
        return withoutParameters(url) + ";shutdown=true";
    }

    /** Directory of a Derby database, as the URL has it. */
    static String derbyDirectory(String url) {
        return withoutParameters(url).substring(DERBY.length());
    }
}
