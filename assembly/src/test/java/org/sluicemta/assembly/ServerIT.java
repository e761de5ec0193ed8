package org.sluicemta.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.conf.ShippedConfiguration;
import org.sluicemta.config.ConfigurationException;
import org.sluicemta.settings.Endpoint;
import org.sluicemta.testing.event.Waiting;
import org.sluicemta.testing.mail.Messages;
import org.sluicemta.testing.smtp.SmtpClient;
import org.sluicemta.testing.smtp.SmtpSink;
import org.sluicemta.testing.smtp.WireReply;

/** The whole server in this process, with the shipped configuration. */
class ServerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String SENDER = "shop@acme.example";

    @TempDir
    Path home;

    @Test
    void relaysWhatATrustedClientSends() throws Exception {
        byte[] message = Messages.dotLines(SENDER, "anna@example.org");
        try (SmtpSink sink = SmtpSink.start();
                SluiceServer server = start(TestServers.relayingTo(sink.port()))) {
            WireReply reply = send(server, message);

            assertThat(reply.code()).isEqualTo(250);
            String arrived = sink.awaitMessages(1, PATIENCE).getFirst().text();
            assertThat(arrived).endsWith(bodyOf(message));
        }
    }

    @Test
    void deliversAfterARestartWhatWasPausedBefore() throws Exception {
        try (SmtpSink sink = SmtpSink.start()) {
            Map<String, String> environment = TestServers.relayingTo(sink.port());
            try (SluiceServer server = start(environment)) {
                server.queues().pause("pool=transactional", "test");
                send(server, Messages.simple(SENDER, "anna@example.org", "Held", "text"));
                Waiting.until("the message in its paused lane", () -> hasHeldMessage(server));
            }
            assertThat(sink.messages()).isEmpty();
            try (SluiceServer server = start(environment)) {
                assertThat(hasHeldMessage(server)).isTrue();
                server.queues().resume("pool=transactional", "test");
                assertThat(sink.awaitMessages(1, PATIENCE)).hasSize(1);
            }
        }
    }

    @Test
    void hasNoRoomAndIsNotReadyWhenTheBrokerMayNotWrite() throws Exception {
        try (SmtpSink sink = SmtpSink.start()) {
            Map<String, String> environment = TestServers.relayingTo(sink.port());
            environment.put("SLUICE_MAX_DISK_USAGE", "1");
            try (SluiceServer server = start(environment)) {
                WireReply reply = send(server, Messages.simple(SENDER, "anna@example.org", "No room", "text"));

                assertThat(reply.code()).isEqualTo(452); // RFC 5321 section 4.2.3: insufficient system storage
                assertThat(readiness(server)).isEqualTo(503);
            }
            assertThat(sink.messages()).isEmpty();
        }
    }

    @Test
    void namesEveryProblemOfABrokenConfigurationAndStartsNothing() throws Exception {
        ShippedConfiguration.copyTo(home.resolve("conf"));
        Path egress = home.resolve("conf/egress.xml");
        Files.writeString(
                egress,
                Files.readString(egress)
                        .replace("pool=\"marketing\"", "pool=\"markting\"")
                        .replace("weight=\"100\"", "weight=\"0\""));

        assertThatThrownBy(() -> SluiceServer.start(home, Map.of()))
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        problems -> assertThat(problems.problems())
                                .hasSizeGreaterThanOrEqualTo(2)
                                .allMatch(problem -> problem.where().startsWith("egress.xml:")));
        assertThat(home.resolve("data")).doesNotExist();
    }

    private static boolean hasHeldMessage(SluiceServer server) {
        return server.queues().getLanes().stream().anyMatch(lane -> lane.depth() == 1 && lane.paused());
    }

    private SluiceServer start(Map<String, String> environment) throws Exception {
        ShippedConfiguration.copyTo(home.resolve("conf"));
        return SluiceServer.start(home, environment);
    }

    private static WireReply send(SluiceServer server, byte[] message) throws Exception {
        try (SmtpClient client = SmtpClient.connect(server.listener("relay"))) {
            client.readReply();
            client.expect(250, "EHLO app.example");
            return client.deliver(SENDER, List.of("anna@example.org"), message);
        }
    }

    private static String bodyOf(byte[] message) {
        String text = new String(message, StandardCharsets.US_ASCII);
        return text.substring(text.indexOf("\r\n\r\n"));
    }

    private static int readiness(SluiceServer server) throws Exception {
        Endpoint http = server.http();
        URI address = URI.create("http://" + http.address() + ":" + http.port() + "/health/ready");
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
