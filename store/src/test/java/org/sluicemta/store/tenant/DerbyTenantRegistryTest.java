package org.sluicemta.store.tenant;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.settings.DatabaseSettings;
import org.sluicemta.store.database.Database;

class DerbyTenantRegistryTest extends TenantRegistryContract {
    private static @Nullable Database database;

    @BeforeAll
    static void open(@TempDir Path directory) {
        database = Database.open(new DatabaseSettings("jdbc:derby:" + directory.resolve("db"), null, null), directory);
    }

    @AfterAll
    static void close() {
        if (database != null) {
            database.close();
        }
    }

    @Override
    Database database() {
        return Objects.requireNonNull(database);
    }
}
