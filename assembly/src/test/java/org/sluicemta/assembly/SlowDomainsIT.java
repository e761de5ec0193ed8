package org.sluicemta.assembly;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.conf.ShippedConfiguration;
import org.sluicemta.testing.dns.FakeDns;
import org.sluicemta.testing.smtp.ReceivedMessage;
import org.sluicemta.testing.smtp.SinkOptions;
import org.sluicemta.testing.smtp.SinkPhase;
import org.sluicemta.testing.smtp.SinkRule;
import org.sluicemta.testing.smtp.SinkScript;
import org.sluicemta.testing.smtp.SmtpClient;
import org.sluicemta.testing.smtp.SmtpSink;

/** Domains that no site names: what one does with its mail is not felt by another. */
class SlowDomainsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int SINGLES = 60;
    private static final String LIVE = "127.0.0.11";
    private static final String BAD = "127.0.0.21";
    private static final byte[] MESSAGE = "Subject: x\r\n\r\nx\r\n".getBytes(US_ASCII);

    @TempDir
    Path home;

    private final InstantSource clock = InstantSource.system();
    private final FakeDns dns = FakeDns.start();
    private final SmtpSink sink = SmtpSink.start(SinkOptions.onLoopback().withAddresses(LIVE, BAD));
    private SluiceServer server;

    @BeforeEach
    void start() throws Exception {
        ShippedConfiguration.copyTo(home.resolve("conf"));
        for (int i = 0; i < SINGLES; i++) {
            domain("live" + i + ".example", LIVE);
        }
        Map<String, String> environment = new HashMap<>(TestServers.relayingTo(sink.port()));
        environment.remove("SLUICE_RELAYHOST");
        environment.put("SLUICE_DNS", "127.0.0.1:" + dns.address().getPort());
        environment.put("SLUICE_REMOTE_PORT", Integer.toString(sink.port()));
        server = SluiceServer.start(home, environment);
    }

    @AfterEach
    void stop() {
        sink.script(SinkScript.acceptAll());
        sink.dropConnections();
        server.close();
        sink.close();
        dns.close();
    }

    private void domain(String domain, String address) {
        dns.mx(domain, 10, "mx." + domain).a("mx." + domain, address);
    }

    private void send(SmtpClient client, String recipient) throws Exception {
        client.deliver("shop@acme.example", List.of(recipient), MESSAGE);
    }

    /** Sends the singles and says how long each had to wait, longest last. */
    private List<Duration> waitsOfSingles(SmtpClient client) throws Exception {
        Map<String, Instant> accepted = new HashMap<>();
        for (int i = 0; i < SINGLES; i++) {
            String recipient = "one@live" + i + ".example";
            send(client, recipient);
            accepted.put(recipient, clock.instant());
        }
        List<ReceivedMessage> arrived =
                sink.awaitMessages(message -> message.localAddress().equals(LIVE), SINGLES, PATIENCE);
        return arrived.stream()
                .map(message ->
                        Duration.between(accepted.get(message.recipients().getFirst()), message.receivedAt()))
                .sorted()
                .toList();
    }

    private static void assertUndisturbed(TestReporter figures, List<Duration> waits) {
        figures.publishEntry("waits of singles", "median " + waits.get(SINGLES / 2) + ", longest " + waits.getLast());
        assertThat(waits).hasSize(SINGLES);
        assertThat(waits.getLast()).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void deliversSinglesBesideADomainThatTakesTwoSecondsEach(TestReporter figures) throws Exception {
        sink.script(SinkScript.of(SinkRule.at(SinkPhase.END_OF_DATA).to(BAD).stall(Duration.ofSeconds(2))));
        domain("slow.example", BAD);
        try (SmtpClient client = client()) {
            for (int i = 0; i < 450; i++) {
                send(client, i + "@slow.example");
            }
            assertUndisturbed(figures, waitsOfSingles(client));
        }

        // With everything else done, waiting for the slow one costs next to nothing.
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        int before = slowOnes(0);
        long cpu = system.getProcessCpuTime();
        long started = System.nanoTime();
        slowOnes(before + 40);
        double cores = (double) (system.getProcessCpuTime() - cpu) / (System.nanoTime() - started);
        figures.publishEntry("cores in use while the slow domain takes its time", Double.toString(cores));
        assertThat(cores).isLessThan(0.7);
    }

    private int slowOnes(int atLeast) {
        return sink.awaitMessages(message -> message.localAddress().equals(BAD), atLeast, PATIENCE)
                .size();
    }

    @Test
    void deliversSinglesBesideFortySilentDomains(TestReporter figures) throws Exception {
        sink.script(SinkScript.of(SinkRule.at(SinkPhase.CONNECT).to(BAD).stallForever()));
        try (SmtpClient client = client()) {
            for (int i = 0; i < 40; i++) {
                domain("silent" + i + ".example", BAD);
                for (int message = 0; message < 4; message++) {
                    send(client, message + "@silent" + i + ".example");
                }
            }
            assertUndisturbed(figures, waitsOfSingles(client));
        }
    }

    @Test
    void deliversSinglesBesideFortySlowDomainsWithABacklogEach(TestReporter figures) throws Exception {
        sink.script(SinkScript.of(SinkRule.at(SinkPhase.END_OF_DATA).to(BAD).stall(Duration.ofSeconds(2))));
        try (SmtpClient client = client()) {
            for (int message = 0; message < 15; message++) {
                for (int i = 0; i < 40; i++) {
                    domain("slow" + i + ".example", BAD);
                    send(client, message + "@slow" + i + ".example");
                }
            }
            assertUndisturbed(figures, waitsOfSingles(client));
        }
    }

    private SmtpClient client() throws Exception {
        SmtpClient client = SmtpClient.connect(server.listener("relay"));
        client.expect(220);
        client.expect(250, "EHLO app.example");
        return client;
    }
}
