package org.sluicemta.assembly;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.conf.ShippedConfiguration;
import org.sluicemta.testing.dns.FakeDns;
import org.sluicemta.testing.process.FreePort;
import org.sluicemta.testing.smtp.ReceivedMessage;
import org.sluicemta.testing.smtp.SinkOptions;
import org.sluicemta.testing.smtp.SmtpClient;
import org.sluicemta.testing.smtp.SmtpSink;
import org.sluicemta.testing.smtp.WireReply;

/** Mail that would come back to this server: its sender hears of it, and nothing is sent. */
class LoopIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final byte[] MESSAGE = "Subject: x\r\n\r\nx\r\n".getBytes(US_ASCII);

    @TempDir
    Path home;

    private final FakeDns dns = FakeDns.start()
            .mx("acme.example", 10, "mx.acme.example")
            .a("mx.acme.example", "127.0.0.11")
            .mx("loop.example", 10, "mx.loop.example")
            .a("mx.loop.example", "127.0.0.1");
    private FreePort port;
    private SmtpSink sink;
    private SluiceServer server;

    @BeforeEach
    void start() throws Exception {
        port = FreePort.onLoopback();
        // Others have the port that this server listens at, as in the world.
        sink = SmtpSink.start(
                SinkOptions.onLoopback().withAddresses("127.0.0.11").withPort(port.number()));
        ShippedConfiguration.copyTo(home.resolve("conf"));
        Map<String, String> environment = new HashMap<>(TestServers.relayingTo(sink.port()));
        environment.remove("SLUICE_RELAYHOST");
        environment.put("SLUICE_HOST_NAME", "mx.sluice.example");
        environment.put("SLUICE_SMTP_PORT", Integer.toString(port.number()));
        environment.put("SLUICE_REMOTE_PORT", Integer.toString(sink.port()));
        environment.put("SLUICE_DNS", "127.0.0.1:" + dns.address().getPort());
        server = SluiceServer.start(home, environment);
    }

    @AfterEach
    void stop() {
        server.close();
        sink.close();
        dns.close();
        port.close();
    }

    private WireReply send(String recipient, byte[] message) throws Exception {
        return SmtpClient.deliverTo(
                server.listener("relay"), "app.example", "shop@acme.example", List.of(recipient), message);
    }

    @Test
    void tellsTheSenderAtOnce() throws Exception {
        assertThat(send("x@[127.0.0.1]", MESSAGE).code()).isEqualTo(250);
        assertThat(send("x@loop.example", MESSAGE).code()).isEqualTo(250);

        List<ReceivedMessage> notices = sink.awaitMessages(2, PATIENCE);
        assertThat(notices).allSatisfy(notice -> {
            assertThat(notice.recipients()).containsExactly("shop@acme.example");
            assertThat(new String(notice.content(), ISO_8859_1)).contains("5.4.6");
        });
    }

    @Test
    void relaysNothingThatHasBeenHereForAnAddressAlone() throws Exception {
        assertThat(send("anna@acme.example", MESSAGE).code()).isEqualTo(250);
        byte[] sent = sink.awaitMessages(1, PATIENCE).getFirst().content();

        WireReply again = send("anna@acme.example", sent);

        assertThat(again.code()).isEqualTo(554);
        assertThat(again.toString()).contains("5.4.6");
    }
}
