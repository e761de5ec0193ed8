package org.sluicemta.assembly;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.conf.ShippedConfiguration;
import org.sluicemta.testing.smtp.ReceivedMessage;
import org.sluicemta.testing.smtp.SinkOptions;
import org.sluicemta.testing.smtp.SmtpClient;
import org.sluicemta.testing.smtp.SmtpSink;

/** A site that takes so many messages a second: what one tenant has queued for it is not felt by another. */
class FairSharesIT {
    private static final int PER_SECOND = 40;
    private static final int BLAST = 2_000;
    private static final int SINGLES = 20;
    private static final int TENANTS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path home;

    private final InstantSource clock = InstantSource.system();
    private final SmtpSink sink = SmtpSink.start(SinkOptions.onLoopback());
    private SluiceServer server;

    @BeforeEach
    void start() throws Exception {
        Path conf = home.resolve("conf");
        ShippedConfiguration.copyTo(conf);
        TestServers.replace(
                conf.resolve("egress.xml"),
                "  </sites>",
                "<site name=\"slow\"><domain>slow.example</domain><limits connections=\"4\" messages-per-second=\""
                        + PER_SECOND + "\" messages-per-connection=\"1000\"/></site>\n  </sites>");
        TestServers.replace(
                conf.resolve("tenants.xml"),
                "</tenants>",
                "<tenant name=\"blaster\" default-stream=\"transactional\"><domain>blaster.example</domain></tenant>"
                        + "<tenant name=\"quiet\" default-stream=\"transactional\"><domain>quiet.example</domain></tenant>"
                        + "</tenants>");
        Map<String, String> environment = new HashMap<>(TestServers.relayingTo(sink.port()));
        server = SluiceServer.start(home, environment);
    }

    @AfterEach
    void stop() {
        server.close();
        sink.close();
    }

    /** From the first message on, and with everything of the other already there. */
    @Test
    void nobodyWaitsForAnothersBacklog(TestReporter figures) throws Exception {
        Map<String, Instant> accepted = new HashMap<>();
        CountDownLatch never = new CountDownLatch(1);
        try (SmtpClient blaster = client();
                SmtpClient quiet = client()) {
            for (int i = 0; i < BLAST; i++) {
                send(blaster, "blaster", i + "@slow.example");
            }
            for (int i = 0; i < SINGLES; i++) {
                String recipient = "single" + i + "@slow.example";
                send(quiet, "quiet", recipient);
                accepted.put(recipient, clock.instant());
                assertThat(never.await(400, TimeUnit.MILLISECONDS)).isFalse(); // singles, not a burst
            }
        }
        List<ReceivedMessage> arrived = sink.awaitMessages(
                message -> accepted.containsKey(message.recipients().getFirst()), SINGLES, PATIENCE);
        List<Duration> waits = arrived.stream()
                .map(message ->
                        Duration.between(accepted.get(message.recipients().getFirst()), message.receivedAt()))
                .sorted()
                .toList();
        figures.publishEntry("waits of singles", "median " + waits.get(SINGLES / 2) + ", longest " + waits.getLast());
        assertThat(arrived)
                .as("of the blast that arrived while a single waited")
                .allSatisfy(single -> assertThat(blastDuring(
                                Objects.requireNonNull(
                                        accepted.get(single.recipients().getFirst())),
                                single.receivedAt()))
                        .isLessThanOrEqualTo(PER_SECOND + TENANTS));
    }

    /** What leaves in a second, and a turn of each tenant. On a busy machine both take longer than the clock says. */
    private long blastDuring(Instant from, Instant to) {
        return sink.messages().stream()
                .filter(message -> !message.recipients().getFirst().startsWith("single"))
                .map(ReceivedMessage::receivedAt)
                .filter(at -> at.isAfter(from) && at.isBefore(to))
                .count();
    }

    private static void send(SmtpClient client, String tenant, String recipient) throws Exception {
        client.deliver(
                "shop@" + tenant + ".example",
                List.of(recipient),
                ("From: shop@" + tenant + ".example\r\nSubject: x\r\n\r\nx\r\n").getBytes(US_ASCII));
    }

    private SmtpClient client() throws Exception {
        SmtpClient client = SmtpClient.connect(server.listener("relay"));
        client.expect(220);
        client.expect(250, "EHLO app.example");
        return client;
    }
}
