package org.sluicemta.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluicemta.routes.RoutesFixture.MARKETING;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sluicemta.conf.ShippedConfiguration;
import org.sluicemta.event.EventType;
import org.sluicemta.event.MailFacts;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.MessageIdSource;
import org.sluicemta.store.event.EventJournal;
import org.sluicemta.store.event.JournalSettings;
import org.sluicemta.testing.event.Occurrences;
import org.sluicemta.testing.event.Waiting;

/** The routes that are shipped, as they are but for names of hosts, with their components. */
class ExampleRoutesIT {
    @TempDir
    Path home;

    private RoutesFixture routes;

    @BeforeEach
    void make() {
        routes = new RoutesFixture(home);
    }

    @AfterEach
    void stop() {
        routes.close();
    }

    private static String shipped(String name) {
        try (var in = ShippedConfiguration.open(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void install(String name, String content) throws IOException {
        Files.createDirectories(routes.routes());
        Files.writeString(routes.routes().resolve(name), content);
    }

    private void installSplit() throws IOException {
        install("split.xml", shipped("routes/split.xml"));
    }

    static Stream<String> examples() {
        return ShippedConfiguration.ROUTES.stream();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void isRight(String name) throws Exception {
        routes.plan(RoutesFixture.plan("marketing", "transactional", "old-relay"));
        installSplit();
        boolean isSplit = shipped(name).contains("sluice:accepted");
        install(isSplit ? "split.xml" : "own.xml", shipped(name));

        assertThat(routes.problems()).isEmpty();
    }

    @Test
    void archivesTheMailOfOneTenant() throws Exception {
        install("split.xml", shipped("routes/examples/archive-one-tenant.xml"));
        routes.start();

        routes.send(routes.envelope("beta", MARKETING, "a@one.test", "b@two.test"));
        assertThat(routes.placing.last().where()).containsExactly("marketing: a@one.test b@two.test");
        routes.send(routes.envelope("acme", MARKETING, "a@one.test", "b@two.test"));
        assertThat(routes.placing.last().where())
                .containsExactly("marketing: a@one.test b@two.test", "transactional: archive@example.com");
        try (Stream<Path> files = Files.walk(home.resolve("data/archive/acme"))) {
            assertThat(files.filter(Files::isRegularFile))
                    .singleElement()
                    .satisfies(file -> assertThat(file).content().startsWith("Subject: Spring"));
        }
    }

    @Test
    void sendsATenthByTheOldRelay() throws Exception {
        routes.plan(RoutesFixture.plan("marketing", "transactional", "old-relay"));
        install("split.xml", shipped("routes/examples/cut-over-by-weight.xml"));
        routes.start();

        int old = 0;
        for (int i = 0; i < 100; i++) {
            routes.send(MARKETING, "a@example.net");
            old += routes.placing.last().where().equals(List.of("old-relay: a@example.net")) ? 1 : 0;
        }
        routes.send(MARKETING, "a@example.org");
        assertThat(old).isEqualTo(10);
        assertThat(routes.placing.last().where()).containsExactly("marketing: a@example.org");
    }

    @Test
    void writesEventsToAFile() throws Exception {
        installSplit();
        install("own.xml", shipped("routes/examples/events-to-file.xml"));
        try (EventJournal journal = journal()) {
            routes.start();
            happen(journal, EventType.DELIVERED, "a@one.test");
            happen(journal, EventType.BOUNCED, "b@one.test");

            Waiting.until("an event in the file", () -> written().stream().anyMatch(line -> line.endsWith("}")));
            assertThat(written()).singleElement().asString().contains("\"Bounced\"", "b@one.test");
        }
    }

    private List<String> written() {
        try (Stream<Path> files = Files.isDirectory(home.resolve("data/events"))
                ? Files.list(home.resolve("data/events"))
                : Stream.of()) {
            Path file = files.findFirst().orElse(null);
            return file == null ? List.of() : Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void postsEventsToAWebServiceUntilItTakesThem() throws Exception {
        List<String> posted = new CopyOnWriteArrayList<>();
        HttpServer service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        service.createContext("/", exchange -> {
            posted.add(exchange.getRequestHeaders().getFirst("Content-Type") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(posted.size() == 1 ? 503 : 204, -1);
            exchange.close();
        });
        service.start();
        installSplit();
        install(
                "own.xml",
                shipped("routes/examples/events-to-http.xml")
                        .replace(
                                "https://hooks.example.com/",
                                "http://127.0.0.1:" + service.getAddress().getPort() + "/"));
        try (EventJournal journal = journal()) {
            routes.start();
            happen(journal, EventType.DELIVERED, "a@one.test");

            Waiting.until("the event twice", () -> posted.size() >= 2);
            assertThat(posted.getFirst()).startsWith("application/x-ndjson {").contains("a@one.test");
            assertThat(posted.get(1)).isEqualTo(posted.getFirst());
        } finally {
            service.stop(0);
        }
    }

    @Test
    void sendsEventsToKafka() throws Exception {
        MockKafka.forget();
        installSplit();
        install("kafka.xml", shipped("routes/examples/events-to-kafka.xml").replace("kafka.example.com", "127.0.0.1"));
        install("client.xml", "<camel><bean name=\"client\" type=\"org.sluicemta.routes.MockKafka\"/></camel>");
        try (EventJournal journal = journal()) {
            routes.start();
            happen(journal, EventType.BOUNCED, "a@one.test");

            Waiting.until("the event in Kafka", () -> !MockKafka.records().isEmpty());
            assertThat(MockKafka.records())
                    .singleElement()
                    .asString()
                    .matches("mail-events [0-9A-Z]{13}: \\{.*\"Bounced\".*");
        }
    }

    private EventJournal journal() throws IOException {
        return EventJournal.open(
                new JournalSettings(home.resolve("log"), 1 << 20, Duration.ofDays(7), 1 << 24, 1 << 20),
                InstantSource.system(),
                1);
    }

    private static void happen(EventJournal journal, EventType type, String recipient) {
        MailFacts mail = MailFacts.about(new MessageIdSource(InstantSource.system(), 1).next())
                .to(EmailAddress.parse(recipient));
        journal.append(Occurrences.of(type, mail));
    }
}
