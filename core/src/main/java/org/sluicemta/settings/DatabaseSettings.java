package org.sluicemta.settings;

import org.jspecify.annotations.Nullable;

/** A JDBC database: Derby embedded or PostgreSQL. Prints without the password. */
public record DatabaseSettings(
        String url, @Nullable String user, @Nullable String password) {
    @Override
    public String toString() {
        return "DatabaseSettings[url=" + url + ", user=" + user + ", password=[REDACTED]]";
    }
}
