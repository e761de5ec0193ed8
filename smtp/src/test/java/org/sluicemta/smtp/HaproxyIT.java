package org.sluicemta.smtp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.event.Event;
import org.sluicemta.event.EventType;
import org.sluicemta.network.IpRange;
import org.sluicemta.testing.event.Waiting;
import org.sluicemta.testing.process.DebianTools;
import org.sluicemta.testing.process.FreePort;
import org.sluicemta.testing.smtp.SmtpClient;

/** Behind a real HAProxy that speaks PROXY v2 and checks our health with its own {@code option smtpchk}. */
class HaproxyIT {
    private static final InetAddress CLIENT = IpRange.parse("127.0.0.9").base();

    @TempDir
    Path home;

    private FrontDoorFixture server;
    private Process haproxy;
    private FreePort port;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(DebianTools.areThere(DebianTools.HAPROXY), DebianTools.missingText(DebianTools.HAPROXY));
        server = FrontDoorFixture.untrusted(
                home, "<proxyRequired>true</proxyRequired><proxies><network>127.0.0.1</network></proxies>");
        port = FreePort.onLoopback();
        Path config = Files.writeString(home.resolve("haproxy.cfg"), """
                global
                    stats socket %s level admin
                defaults
                    mode tcp
                    timeout connect 5s
                    timeout check 5s
                    timeout client 30s
                    timeout server 30s
                listen smtp
                    bind 127.0.0.1:%s
                    option smtpchk EHLO haproxy.example
                    server sluice 127.0.0.1:%s send-proxy-v2 check check-send-proxy inter 500ms
                """.replaceFirst(
                        "%s", home.resolve("stats").toString())
                .replaceFirst("%s", Integer.toString(port.number()))
                .replaceFirst("%s", Integer.toString(server.address("relay").getPort())));
        haproxy = new ProcessBuilder(DebianTools.HAPROXY.path(), "-db", "-f", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("haproxy.log").toFile())
                .start();
    }

    @AfterEach
    void stop() throws Exception {
        if (haproxy != null) {
            haproxy.destroy();
            haproxy.waitFor();
        }
        if (port != null) {
            port.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Test
    void isFoundHealthyAndSeesTheRealClient() throws Exception {
        Waiting.until(
                "a server that HAProxy has found healthy", () -> statistics().contains("L7OK"));
        assertThat(server.events.count(EventType.REJECTED)).isZero();

        try (SmtpClient client =
                SmtpClient.connect(new InetSocketAddress("127.0.0.1", port.number()), Optional.of(CLIENT))) {
            client.expect(220);
            client.expect(250, "EHLO client.example");
            byte[] message = "Subject: x\r\n\r\nx\r\n".getBytes(US_ASCII);
            assertThat(client.deliver("a@x.example", List.of("b@relayed.example"), message)
                            .code())
                    .isEqualTo(250);
        }
        assertThat(server.events.events.matching(event -> event.type() == EventType.RECEIVED))
                .extracting(Event::client)
                .extracting(client -> client == null ? null : client.address())
                .containsExactly(CLIENT);
    }

    /** The line of the server in HAProxy's statistics. */
    private String statistics() {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(home.resolve("stats")));
            channel.write(ByteBuffer.wrap("show stat\n".getBytes(US_ASCII)));
            String all = new String(Channels.newInputStream(channel).readAllBytes(), US_ASCII);
            return all.lines()
                    .filter(line -> line.startsWith("smtp,sluice,"))
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            return ""; // it is not listening yet
        }
    }
}
