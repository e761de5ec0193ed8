package org.sluicemta.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.conf.ShippedConfiguration;
import org.sluicemta.console.cli.ExitCode;
import org.sluicemta.console.cli.SluiceCommand;
import org.sluicemta.event.Event;
import org.sluicemta.event.EventType;
import org.sluicemta.testing.event.Arrivals;
import org.sluicemta.testing.mail.Messages;
import org.sluicemta.testing.smtp.SmtpClient;
import org.sluicemta.testing.smtp.SmtpSink;
import org.sluicemta.testing.smtp.WireReply;

/** The route files of a whole server: in force from the start, and reloaded while it runs. */
class RoutesIT {
    private static final String SENDER = "shop@acme.example";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path home;

    private final StringWriter err = new StringWriter();

    @Test
    void theSplitIsInForceAndReloadedLive() throws Exception {
        ShippedConfiguration.copyTo(home.resolve("conf"));
        try (SmtpSink sink = SmtpSink.start();
                SluiceServer server = SluiceServer.start(home, TestServers.relayingTo(sink.port()))) {
            assertThat(send(server, "anna@example.org").code()).isEqualTo(250);
            sink.awaitMessages(1, PATIENCE);

            step("<to uri=\"sluice:pool?name=markting\"/>");
            assertThat(reload()).isEqualTo(ExitCode.CONFIGURATION.code());
            assertThat(err.toString()).contains("routes/split.xml:15: sluice:pool?name=markting cannot be used");
            assertThat(send(server, "anna@example.org").code()).isEqualTo(250);
            sink.awaitMessages(2, PATIENCE);

            step("<to uri=\"sluice:pool?name=marketing\"/>");
            assertThat(reload()).isEqualTo(ExitCode.OK.code());
            assertThat(send(server, "anna@example.org").code()).isEqualTo(250);
            sink.awaitMessages(3, PATIENCE);

            assertThat(TestServers.events(server, EventType.QUEUED))
                    .extracting(event -> String.valueOf(event.mail().pool()))
                    .containsExactly("transactional", "transactional", "marketing");
        }
    }

    @Test
    void asksTheClientToComeAgainWhileTheRouteFails() throws Exception {
        ShippedConfiguration.copyTo(home.resolve("conf"));
        step("<filter><simple>${header.Subject} != 'Hello'</simple><to uri=\"sluice:pool\"/></filter>");
        try (SmtpSink sink = SmtpSink.start();
                SluiceServer server = SluiceServer.start(home, TestServers.relayingTo(sink.port()))) {
            assertThat(send(server, "anna@example.org").code()).isEqualTo(451);
            assertThat(TestServers.events(server, EventType.QUEUED)).isEmpty();

            step("<to uri=\"sluice:pool\"/>");
            assertThat(reload()).isEqualTo(ExitCode.OK.code());
            assertThat(send(server, "anna@example.org").code()).isEqualTo(250);
            sink.awaitMessages(1, PATIENCE);
        }
    }

    @Test
    void mailOfARouteGoesThroughTheChain() throws Exception {
        ShippedConfiguration.copyTo(home.resolve("conf"));
        Files.writeString(home.resolve("conf/routes/drop.xml"), """
                <routes xmlns="http://camel.apache.org/schema/xml-io">
                  <route id="drop">
                    <from uri="file:{{sluice.home}}/drop?initialDelay=0&amp;delay=100"/>
                    <setHeader name="SluiceTenant"><constant>platform</constant></setHeader>
                    <setHeader name="SluiceStream"><constant>marketing</constant></setHeader>
                    <setHeader name="SluiceSender"><constant>shop@acme.example</constant></setHeader>
                    <setHeader name="SluiceRecipient"><constant>anna@example.org</constant></setHeader>
                    <to uri="sluice:mail"/>
                  </route>
                </routes>
                """);
        try (SmtpSink sink = SmtpSink.start();
                SluiceServer server = SluiceServer.start(home, TestServers.relayingTo(sink.port()))) {
            Arrivals<Event> heard = new Arrivals<>("events", 100);
            server.onEvent(heard::add);
            Files.write(home.resolve("mail"), Messages.simple(SENDER, "anna@example.org", "From a file", "text"));
            Files.move(home.resolve("mail"), home.resolve("drop/mail.eml"));

            assertThat(sink.awaitMessages(1, PATIENCE))
                    .singleElement()
                    .satisfies(message -> assertThat(new String(message.content(), StandardCharsets.US_ASCII))
                            .contains("Subject: From a file", "Sluice-Token: "));
            // Nobody was answered, so the message may be there before the event.
            Event queued = heard.await(event -> event.type() == EventType.QUEUED, PATIENCE);
            assertThat(queued.mail().tenant()).hasToString("platform");
            assertThat(queued.mail().pool()).hasToString("marketing");
        }
    }

    private void step(String step) throws Exception {
        Path file = home.resolve("conf/routes/split.xml");
        String text = Files.readString(file);
        Files.writeString(
                file,
                text.replaceFirst(
                        "(?s)(mes another. -->\\s*).*?(\\s*</route>)", "$1" + Matcher.quoteReplacement(step) + "$2"));
    }

    private int reload() {
        return SluiceCommand.commandLine(new StartCheck(TenantsCheck.lookingIntoTheDatabase()))
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(err, true))
                .execute("config", "reload", "--home", home.toString());
    }

    private static WireReply send(SluiceServer server, String recipient) throws Exception {
        try (SmtpClient client = SmtpClient.connect(server.listener("relay"))) {
            client.readReply();
            client.expect(250, "EHLO app.example");
            return client.deliver(SENDER, List.of(recipient), Messages.simple(SENDER, recipient, "Hello", "text"));
        }
    }
}
