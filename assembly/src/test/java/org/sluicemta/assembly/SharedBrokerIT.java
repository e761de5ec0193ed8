package org.sluicemta.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.conf.ShippedConfiguration;
import org.sluicemta.settings.DatabaseSettings;
import org.sluicemta.testing.crash.AccountedLoad;
import org.sluicemta.testing.crash.BrokerProcess;
import org.sluicemta.testing.crash.FailingSink;
import org.sluicemta.testing.crash.ServerProcess;
import org.sluicemta.testing.database.PostgresServer;
import org.sluicemta.testing.smtp.SinkOptions;
import org.sluicemta.testing.smtp.SmtpSink;

/** Two servers on one broker and one database: what one accepted, the other delivers when the first is killed. */
class SharedBrokerIT {
    private static final Duration BOUND = Duration.ofMinutes(3);
    private static final int MESSAGES = 1_500;
    private static final int SESSIONS = 20;
    private static final String DOMAIN = "crash.example.test";

    @TempDir
    private Path directory;

    private final Map<Integer, Integer> arrived = new ConcurrentHashMap<>();
    private PostgresServer postgres;
    private DatabaseSettings database;
    private BrokerProcess broker;
    private SmtpSink sink;

    @BeforeEach
    void start() throws Exception {
        Optional<PostgresServer> started = PostgresServer.start();
        assumeTrue(started.isPresent(), PostgresServer.MISSING);
        postgres = started.get();
        database = postgres.create("shared");
        broker = new BrokerProcess(directory.resolve("broker"));
        sink = SmtpSink.start(SinkOptions.onLoopback().withRetention(100, 0));
        sink.script(FailingSink.script());
        sink.onMessage(message -> message.recipients().stream()
                .filter(recipient -> recipient.endsWith("@" + DOMAIN))
                .forEach(recipient -> arrived.merge(AccountedLoad.numberOf(recipient), 1, Integer::sum)));
    }

    @AfterEach
    void stop() {
        if (sink != null) {
            sink.close();
        }
        if (broker != null) {
            broker.close();
        }
        if (postgres != null) {
            postgres.close();
        }
    }

    @Test
    void whatAKilledServerAcceptedIsDeliveredByTheOther() throws Exception {
        Set<Integer> answered = new HashSet<>();
        try (ServerProcess first = server(1);
                ServerProcess second = server(2)) {
            answered.addAll(loadAndKill(first, 0));
            await(answered, second);
            assertThat(answered).hasSizeGreaterThanOrEqualTo(400);
        }
        try (ServerProcess second = server(2)) {
            answered.addAll(load(second, MESSAGES, broker::killAndStartAgain));
            await(answered, second);
        }
        long twice = arrived.values().stream().filter(times -> times > 1).count();
        assertThat(twice).isLessThanOrEqualTo(3 * SESSIONS);
        // What was in flight when a process died; looks an hour apart delete it.
        assertThat(rows("content")).isLessThanOrEqualTo(6L * SESSIONS);
        assertThat(directory.resolve("node-1/data/content")).isEmptyDirectory();
    }

    private Set<Integer> loadAndKill(ServerProcess server, int first) throws Exception {
        return load(server, first, server::kill);
    }

    /** What befalls a process. */
    private interface Blow {
        void fall() throws Exception;
    }

    private static Set<Integer> load(ServerProcess server, int first, Blow blow) throws Exception {
        InetSocketAddress relay = server.listener("relay");
        AccountedLoad load = new AccountedLoad(relay, "load@" + DOMAIN, DOMAIN, first, 4096, 400);
        FutureTask<Void> fallen = new FutureTask<>(() -> {
            load.awaitMilestone(BOUND);
            blow.fall();
            return null;
        });
        Thread.ofVirtual().start(fallen);
        load.run(SESSIONS, first + MESSAGES - 1);
        fallen.get();
        return load.answered();
    }

    private void await(Set<Integer> answered, ServerProcess living) throws InterruptedException {
        long end = System.nanoTime() + BOUND.toNanos();
        while (!arrived.keySet().containsAll(answered)) {
            Set<Integer> missing = new HashSet<>(answered);
            missing.removeAll(arrived.keySet());
            assertThat(System.nanoTime() - end).as("missing %s", missing).isNegative();
            assertThat(living.awaitEnd(Duration.ofMillis(200)))
                    .as("the server ended")
                    .isFalse();
        }
    }

    private ServerProcess server(int node) throws Exception {
        Path home = directory.resolve("node-" + node);
        if (!Files.exists(home)) {
            ShippedConfiguration.copyTo(home.resolve("conf"));
        }
        Map<String, String> environment = TestServers.relayingTo(sink.port());
        environment.put("SLUICE_NODE", Integer.toString(node));
        environment.put("SLUICE_BROKER_URL", broker.url());
        environment.put("SLUICE_BROKER_CONTENT", "database");
        environment.put("SLUICE_DATABASE_URL", database.url());
        environment.put("SLUICE_DATABASE_USER", String.valueOf(database.user()));
        environment.put("SLUICE_RETRY_WAITS", "1s");
        environment.put("SLUICE_SLOT_WIDTH", "1s");
        return ServerProcess.start(
                TestServers.command(home, "384m"), environment, directory.resolve("errors-" + node + ".log"), BOUND);
    }

    private long rows(String table) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), null);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
