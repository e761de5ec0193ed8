package org.sluicemta.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.event.EventType;
import org.sluicemta.event.MailFacts;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.store.event.EventJournal;
import org.sluicemta.store.event.JournalSettings;
import org.sluicemta.tenant.TenantId;
import org.sluicemta.testing.event.Occurrences;
import org.sluicemta.testing.event.Waiting;

/** Routes that take events: in order, at least once, from where they had come to. */
class EventRoutesIT {
    @TempDir
    Path home;

    private EventJournal journal;
    private RoutesFixture routes;

    @BeforeEach
    void open() throws Exception {
        journal = EventJournal.open(
                new JournalSettings(home.resolve("log"), 1 << 20, Duration.ofDays(7), 1 << 24, 1 << 20),
                InstantSource.system(),
                1);
        routes = new RoutesFixture(home).split("<to uri=\"sluice:pool\"/>");
    }

    @AfterEach
    void close() throws Exception {
        routes.close();
        journal.close();
    }

    private void happen(EventType type, String recipient) {
        MailFacts mail = MailFacts.NONE.of(new TenantId("acme"), null).to(EmailAddress.parse(recipient));
        journal.append(Occurrences.of(type, mail));
    }

    private List<String> lines(String file) throws Exception {
        Path path = home.resolve("out").resolve(file);
        return Files.exists(path) ? Files.readAllLines(path) : List.of();
    }

    private static String toFile(Path home, String options, String steps) {
        return "<route id=\"events\"><from uri=\"sluice:events?" + options + "\"/>" + steps + "<to uri=\"file:" + home
                + "/out?fileName=events&amp;fileExist=Append&amp;appendChars=\\n\"/></route>";
    }

    private void awaitWritten(int count) throws Exception {
        Waiting.until(count + " whole lines", () -> {
            Path file = home.resolve("out/events");
            return Files.exists(file)
                    && Files.readString(file)
                                    .chars()
                                    .filter(character -> character == '\n')
                                    .count()
                            >= count;
        });
    }

    @Test
    void passesEventsOfItsTypesFromItsStartOnAndGoesOnWhereItWas() throws Exception {
        happen(EventType.DELIVERED, "before@one.test");
        journal.flushed().toCompletableFuture().get();
        routes.file("events.xml", toFile(home, "types=Delivered,Bounced&amp;cursor=one", ""))
                .start();
        happen(EventType.DELIVERED, "a@one.test");
        happen(EventType.DEFERRED, "b@one.test");
        happen(EventType.BOUNCED, "c@one.test");

        awaitWritten(2);
        routes.close();
        happen(EventType.DELIVERED, "d@one.test");
        journal.flushed().toCompletableFuture().get();
        routes.start();

        awaitWritten(3);
        assertThat(lines("events"))
                .satisfiesExactly(
                        line -> assertThat(line).contains("\"Delivered\"", "a@one.test"),
                        line -> assertThat(line).contains("\"Bounced\"", "c@one.test"),
                        line -> assertThat(line).contains("d@one.test"));
    }

    @Test
    void beginsWithTheOldestWhereTheRouteSaysSo() throws Exception {
        happen(EventType.DELIVERED, "before@one.test");
        journal.flushed().toCompletableFuture().get();
        routes.file("events.xml", toFile(home, "cursor=one&amp;from=oldest", ""))
                .start();

        awaitWritten(1);
        assertThat(lines("events")).singleElement().asString().contains("before@one.test");
    }

    @Test
    void triesAnEventAgainUntilItSucceedsAndPassesNoneBeforeIt() throws Exception {
        String fails = "<filter><simple>${header.SluiceRecipient} == 'a@one.test'</simple><pollEnrich timeout=\"0\""
                + "><constant>file:" + home + "/healthy?noop=true&amp;idempotent=false</constant></pollEnrich>"
                + "<filter><simple>${body} == null</simple>"
                + "<throwException exceptionType=\"java.lang.IllegalStateException\" message=\"down\"/></filter></filter>";
        routes.file("events.xml", toFile(home, "cursor=one", fails)).start();
        happen(EventType.DELIVERED, "a@one.test");
        happen(EventType.DELIVERED, "b@one.test");
        journal.flushed().toCompletableFuture().get();

        Waiting.until("the cursor", () -> Files.exists(home.resolve("cursors/one")));
        assertThat(lines("events")).isEmpty();
        Files.createDirectories(home.resolve("healthy"));
        Files.writeString(home.resolve("healthy/yes"), "yes");
        awaitWritten(2);
        assertThat(lines("events").getLast()).contains("b@one.test");
    }

    @Test
    void passesSeveralInOneExchange() throws Exception {
        for (int i = 0; i < 5; i++) {
            happen(EventType.DELIVERED, i + "@one.test");
        }
        journal.flushed().toCompletableFuture().get();
        routes.file(
                        "events.xml",
                        toFile(
                                home,
                                "cursor=one&amp;from=oldest&amp;batch=3",
                                "<setBody><simple>[${body}]</simple></setBody>"))
                .start();

        awaitWritten(5);
        assertThat(lines("events").stream().filter(line -> line.startsWith("[")))
                .hasSize(2);
    }

    @Test
    void keepsThePlaceBehindTheLastThatSucceededWhenItStops() throws Exception {
        String fails = "<filter><simple>${header.SluiceRecipient} == 'b@one.test'</simple>"
                + "<throwException exceptionType=\"java.lang.IllegalStateException\" message=\"down\"/></filter>";
        routes.file("events.xml", toFile(home, "cursor=one", fails)).start();
        happen(EventType.DELIVERED, "a@one.test");
        happen(EventType.DELIVERED, "b@one.test");
        journal.flushed().toCompletableFuture().get();
        awaitWritten(1);
        routes.close();

        routes.file("events.xml", toFile(home, "cursor=one", "")).start();
        awaitWritten(2);
        assertThat(lines("events")).hasSize(2);
        assertThat(lines("events").getLast()).contains("b@one.test");
    }

    @Test
    void passesOnALineThatItCannotReadAndGoesOn() throws Exception {
        String earlier = DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss", Locale.ROOT)
                .withZone(ZoneOffset.UTC)
                .format(InstantSource.system().instant().minusSeconds(3_600));
        Files.writeString(home.resolve("log/events-" + earlier + "-000.jsonl"), "damaged\n");
        happen(EventType.DELIVERED, "a@one.test");
        journal.flushed().toCompletableFuture().get();
        routes.file("events.xml", toFile(home, "cursor=one&amp;from=oldest", ""))
                .start();

        awaitWritten(2);
        assertThat(lines("events").getFirst()).isEqualTo("damaged");
    }

    /** The journal keeps a few events; the route was away while more came. */
    @Test
    void saysThatItCameTooLateForSome() throws Exception {
        journal.close();
        journal = EventJournal.open(
                new JournalSettings(home.resolve("log"), 500, Duration.ofDays(7), 2_000, 1 << 20),
                InstantSource.system(),
                1);
        routes.file("events.xml", toFile(home, "cursor=late", "")).start();
        happen(EventType.DELIVERED, "first@one.test");
        awaitWritten(1);
        assertThat(gaps()).isZero();
        routes.close();
        for (int i = 0; i < 40; i++) {
            happen(EventType.DELIVERED, "r" + i + "@one.test");
            journal.flushed().toCompletableFuture().get();
        }
        routes = new RoutesFixture(home)
                .split("<to uri=\"sluice:pool\"/>")
                .file("events.xml", toFile(home, "cursor=late", ""))
                .start();

        Waiting.until("the last event", () -> endsWith("r39@one.test"));
        assertThat(lines("events")).hasSizeLessThan(41);
        assertThat(gaps()).isEqualTo(1);
    }

    private boolean endsWith(String recipient) throws Exception {
        List<String> lines = lines("events");
        return !lines.isEmpty() && lines.getLast().contains(recipient);
    }

    private double gaps() {
        return routes.missed.collect().getFirst().samples.stream()
                .mapToDouble(sample -> sample.value)
                .sum();
    }
}
