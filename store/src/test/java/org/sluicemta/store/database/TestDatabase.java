package org.sluicemta.store.database;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sluicemta.settings.DatabaseSettings;
import org.sluicemta.testing.database.PostgresServer;

/** The databases that stores are tried on. */
public enum TestDatabase {
    DERBY {
        @Override
        Opened open(Path directory) {
            DatabaseSettings settings = new DatabaseSettings("jdbc:derby:" + directory.resolve("db"), null, null);
            return new Opened(Database.open(settings, directory), null);
        }
    },
    POSTGRESQL {
        @Override
        Opened open(Path directory) throws IOException {
            Optional<PostgresServer> server = PostgresServer.start();
            assumeTrue(server.isPresent(), PostgresServer.MISSING);
            return new Opened(Database.open(server.orElseThrow().create("sluice"), directory), server.get());
        }
    };

    /** An open database, and the server it is in where it has one of its own. */
    record Opened(Database database, @Nullable PostgresServer server) implements AutoCloseable {
        @Override
        public void close() {
            database.close();
            if (server != null) {
                server.close();
            }
        }
    }

    abstract Opened open(Path directory) throws IOException;
}
