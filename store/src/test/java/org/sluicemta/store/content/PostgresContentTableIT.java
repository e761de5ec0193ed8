package org.sluicemta.store.content;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.store.database.Database;
import org.sluicemta.store.database.PostgresServer;

class PostgresContentTableIT extends ContentTableContract {
    private static @Nullable PostgresServer server;
    private static @Nullable Database database;

    @BeforeAll
    static void open(@TempDir Path directory) throws IOException {
        server = PostgresServer.start().orElse(null);
        Assumptions.assumeTrue(server != null, "no PostgreSQL server is installed");
        database = Database.open(Objects.requireNonNull(server).create("sluice"), directory);
    }

    @AfterAll
    static void close() {
        if (database != null) {
            database.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Override
    Database database() {
        return Objects.requireNonNull(database);
    }
}
