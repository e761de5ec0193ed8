package org.sluicemta.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.Period;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.conf.ConfigurationLoader;
import org.sluicemta.conf.ServerConfiguration;
import org.sluicemta.conf.ShippedConfiguration;
import org.sluicemta.settings.DatabaseSettings;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.Tenant;
import org.sluicemta.tenant.TenantId;
import org.sluicemta.testing.database.PostgresServer;

/** What nodes that share a database learn from each other. */
class NodesIT {
    private static final Tenant ACME = new Tenant(
            new TenantId("acme"), Set.of("acme.example"), List.of(), Set.of(), new StreamId("transactional"), Set.of());

    @TempDir
    Path directory;

    private @Nullable PostgresServer server;

    @BeforeEach
    void start() throws IOException {
        server = PostgresServer.start().orElse(null);
        assumeTrue(server != null, PostgresServer.MISSING);
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void aTenantAddedOnOneNodeIsKnownOnTheOther() throws Exception {
        DatabaseSettings database = Objects.requireNonNull(server).create("sluice");
        try (Storage one = node("one", database);
                Storage other = node("other", database);
                Upkeep upkeep = upkeep(other)) {
            one.tenants().add(ACME);
            assertThat(other.tenants().find(ACME.id())).isEmpty();

            upkeep.refresh();

            assertThat(other.tenants().find(ACME.id())).contains(ACME);
            assertThat(other.tenants().findByDomain("acme.example")).contains(ACME);
        }
    }

    private static Upkeep upkeep(Storage storage) {
        return new Upkeep(storage, Period.ofDays(1), Period.ofDays(1), InstantSource.system());
    }

    private Storage node(String name, DatabaseSettings database) throws Exception {
        Path home = directory.resolve(name);
        ShippedConfiguration.copyTo(home.resolve("conf"));
        Map<String, String> environment = new HashMap<>(TestServers.relayingTo(1));
        environment.put("SLUICE_DATABASE_URL", database.url());
        environment.put("SLUICE_DATABASE_USER", Objects.requireNonNull(database.user()));
        ServerConfiguration configuration = new ConfigurationLoader(
                        new StartCheck(TenantsCheck.lookingIntoTheDatabase()))
                .load(home.resolve("conf"), home, environment);
        return Storage.open(configuration, Storage.database(configuration.settings()), InstantSource.system());
    }
}
