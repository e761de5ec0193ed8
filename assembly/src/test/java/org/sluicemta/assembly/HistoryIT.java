package org.sluicemta.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.conf.ShippedConfiguration;
import org.sluicemta.console.cli.ExitCode;
import org.sluicemta.console.cli.SluiceCommand;
import org.sluicemta.event.EventType;
import org.sluicemta.testing.event.Waiting;
import org.sluicemta.testing.smtp.SmtpClient;
import org.sluicemta.testing.smtp.SmtpSink;

/** What happened to a message is found while the server runs, and when it is down. */
class HistoryIT {
    private static final String FIELD = "<20261130.4711@shop.example>";

    @TempDir
    Path home;

    private String out = "";
    private String err = "";

    @Test
    void aMessageIsTracedWithAServerAndWithout() throws Exception {
        ShippedConfiguration.copyTo(home.resolve("conf"));
        String id;
        try (SmtpSink sink = SmtpSink.start();
                SluiceServer server = SluiceServer.start(home, TestServers.relayingTo(sink.port()))) {
            send(server, "shop@acme.example", "Ann@example.org");
            Waiting.until(
                    "the delivery",
                    () -> !TestServers.events(server, EventType.DELIVERED).isEmpty());
            id = String.valueOf(TestServers.events(server, EventType.DELIVERED)
                    .getFirst()
                    .mail()
                    .messageId());
            Waiting.until(
                    "the delivery in the index",
                    () -> sluice("message", "trace", id) == ExitCode.OK.code() && out.contains("Delivered"));
            assertThat(out)
                    .startsWith(id)
                    .contains("Received")
                    .contains("Queued")
                    .contains("250");

            tracesAndReplays(id);
        }
        // Without the server nothing is left out: what came last was indexed when it stopped.
        tracesAndReplays(id);
        assertThat(err).doesNotContain("not in the index");
        deleteIndex();
        assertThat(sluice("message", "trace", id)).isEqualTo(ExitCode.UNAVAILABLE.code());
        assertThat(err).contains("no index of events in");
    }

    @Test
    void anIndexThatIsOffSaysSo() throws Exception {
        ShippedConfiguration.copyTo(home.resolve("conf"));
        TestServers.replace(home.resolve("conf/sluice.xml"), "</sluice>", "<index enabled=\"false\"/></sluice>");
        try (SmtpSink sink = SmtpSink.start();
                SluiceServer server = SluiceServer.start(home, TestServers.relayingTo(sink.port()))) {
            send(server, "shop@acme.example", "ann@example.org");
            assertThat(sluice("message", "trace", "ann@example.org")).isEqualTo(ExitCode.IO.code());
            assertThat(err).contains("events are not indexed. Set <index enabled=\"true\"/> in sluice.xml and restart");
            assertThat(sluice("events", "replay", "--from", ":0")).isZero();
            assertThat(out).contains("\"Received\"");
            assertThat(home.resolve("data/index")).doesNotExist();
        }
    }

    private static void send(SluiceServer server, String sender, String recipient) throws Exception {
        try (SmtpClient client = SmtpClient.connect(server.listener("relay"))) {
            client.readReply();
            client.expect(250, "EHLO app.example");
            String message = "Message-ID: " + FIELD + "\r\nFrom: " + sender + "\r\nTo: " + recipient + "\r\n\r\nHi\r\n";
            assertThat(client.deliver(sender, List.of(recipient), message.getBytes(StandardCharsets.US_ASCII))
                            .code())
                    .isEqualTo(250);
        }
    }

    private void tracesAndReplays(String id) {
        assertThat(sluice("message", "trace", "ann@EXAMPLE.org", "--json")).isZero();
        assertThat(out.lines()).allMatch(line -> line.startsWith("{")).anyMatch(line -> line.contains("\"Delivered\""));
        assertThat(sluice("message", "trace", FIELD)).isZero();
        assertThat(out).startsWith(id).contains("Received").contains("Delivered");
        assertThat(sluice("message", "trace", "nobody@example.org")).isEqualTo(ExitCode.NEGATIVE.code());
        assertThat(err).contains("nothing is kept about nobody@example.org");
        assertThat(sluice("message", "trace", "what?")).isEqualTo(ExitCode.USAGE.code());
        assertThat(err).contains("got \"what?\"");

        assertThat(sluice("message", "find", "domain=example.org", "code=250", "--since", "1h"))
                .isZero();
        assertThat(out).contains(id).contains("Delivered").doesNotContain("Queued");
        assertThat(sluice("message", "find", "domain=example.org", "--until", "1h"))
                .isEqualTo(ExitCode.NEGATIVE.code());
        assertThat(sluice("message", "find", "colour=red")).isEqualTo(ExitCode.USAGE.code());
        assertThat(err).contains("events have no \"colour\"");

        assertThat(sluice("events", "replay", "--from", ":0", "type=delivered")).isZero();
        assertThat(out.lines()).singleElement().asString().contains(id);
        assertThat(err).contains("continue with: --from events-");
        String place =
                err.substring(err.indexOf("--from ") + "--from ".length()).strip();
        assertThat(sluice("events", "replay", "--from", place)).isZero();
        assertThat(out).isEmpty();
        assertThat(sluice("events", "replay", "--from", "1h")).isZero();
        assertThat(out).contains("\"Received\"");
    }

    private void deleteIndex() throws Exception {
        try (Stream<Path> tree = Files.walk(home.resolve("data/index"))) {
            for (Path each : tree.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(each);
            }
        }
    }

    private int sluice(String... words) {
        StringWriter printed = new StringWriter();
        StringWriter complained = new StringWriter();
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--home", home.toString()));
        int code = SluiceCommand.commandLine(new StartCheck(TenantsCheck.lookingIntoTheDatabase()))
                .setOut(new PrintWriter(printed, true))
                .setErr(new PrintWriter(complained, true))
                .execute(all.toArray(String[]::new));
        out = printed.toString();
        err = complained.toString();
        return code;
    }
}
