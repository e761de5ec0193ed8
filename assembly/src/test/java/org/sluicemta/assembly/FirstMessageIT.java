package org.sluicemta.assembly;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.conf.ShippedConfiguration;
import org.sluicemta.testing.dns.FakeDns;
import org.sluicemta.testing.smtp.ReceivedMessage;
import org.sluicemta.testing.smtp.SinkOptions;
import org.sluicemta.testing.smtp.SmtpClient;
import org.sluicemta.testing.smtp.SmtpSink;

/** A provider that is known by its MX hosts: its limits hold for a domain that nobody has ever written to. */
class FirstMessageIT {
    private static final int PER_SECOND = 5;
    private static final int DOMAINS = 3;
    private static final int MESSAGES = 30;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path home;

    @Test
    void keepsToTheLimitsOfTheProvider() throws Exception {
        Path conf = home.resolve("conf");
        ShippedConfiguration.copyTo(conf);
        String egress = Files.readString(conf.resolve("egress.xml"));
        assertThat(egress).contains("  </sites>");
        Files.writeString(
                conf.resolve("egress.xml"),
                egress.replace(
                        "  </sites>",
                        "<site name=\"hosted\"><mx-suffix>.provider.example</mx-suffix><limits connections=\"2\""
                                + " messages-per-second=\"" + PER_SECOND
                                + "\" messages-per-connection=\"1000\"/></site>\n  </sites>"));
        try (FakeDns dns = FakeDns.start();
                SmtpSink sink = SmtpSink.start(SinkOptions.onLoopback())) {
            for (int i = 0; i < DOMAINS; i++) {
                dns.mx("new" + i + ".example", 10, "mx" + i + ".provider.example")
                        .a("mx" + i + ".provider.example", "127.0.0.1");
            }
            Map<String, String> environment = new HashMap<>(TestServers.relayingTo(sink.port()));
            environment.remove("SLUICE_RELAYHOST");
            environment.put("SLUICE_DNS", "127.0.0.1:" + dns.address().getPort());
            environment.put("SLUICE_REMOTE_PORT", Integer.toString(sink.port()));
            try (SluiceServer server = SluiceServer.start(home, environment);
                    SmtpClient client = SmtpClient.connect(server.listener("relay"))) {
                client.expect(220);
                client.expect(250, "EHLO app.example");
                for (int i = 0; i < MESSAGES; i++) {
                    client.deliver(
                            "shop@acme.example",
                            List.of(i + "@new" + i % DOMAINS + ".example"),
                            "Subject: x\r\n\r\nx\r\n".getBytes(US_ASCII));
                }
                List<ReceivedMessage> arrived = sink.awaitMessages(MESSAGES, PATIENCE);
                assertThat(arrived).hasSize(MESSAGES);
                assertThat(new HashSet<>(arrived.stream()
                                .map(message -> message.recipients().getFirst())
                                .toList()))
                        .hasSize(MESSAGES);
                assertThat(mostInASecond(arrived)).isLessThanOrEqualTo(PER_SECOND + 1); // one for the road's jitter
            }
        }
    }

    private static int mostInASecond(List<ReceivedMessage> arrived) {
        int most = 0;
        List<Instant> times =
                arrived.stream().map(ReceivedMessage::receivedAt).sorted().toList();
        for (Instant from : times) {
            long within = times.stream()
                    .filter(time -> !time.isBefore(from) && time.isBefore(from.plusSeconds(1)))
                    .count();
            most = Math.max(most, (int) within);
        }
        return most;
    }
}
