package org.sluicemta.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.mail.MailAttributeNames;
import org.sluicemta.testing.smtp.SmtpClient;

/** The PROXY protocol, from named proxies only. */
class ProxyIT {
    private static final String NAMED =
            "<proxyRequired>true</proxyRequired><proxies><network>127.0.0.1</network></proxies>";
    private static final String V2_LOCAL = "0d0a0d0a000d0a515549540a20000000";

    @TempDir
    Path home;

    @Test
    void takesTheClientThatTheProxyNames() throws Exception {
        try (FrontDoorFixture server = FrontDoorFixture.untrusted(home, NAMED);
                SmtpClient client = SmtpClient.connect(server.address("relay"))) {
            client.send("PROXY TCP4 198.51.100.7 192.0.2.1 40000 25");
            client.expect(220);
            client.expect(250, "EHLO c.example");
            client.deliver("a@x.example", List.of("b@relayed.example"), "Subject: x\r\n\r\n".getBytes(ISO_8859_1));
            assertThat(StageMail.text(StageMail.last, MailAttributeNames.CLIENT_ADDRESS))
                    .contains("198.51.100.7");
        }
    }

    @Test
    void answersHealthChecks() throws Exception {
        try (FrontDoorFixture server = FrontDoorFixture.untrusted(home, NAMED)) {
            for (byte[] header : List.of(
                    "PROXY UNKNOWN\r\n".getBytes(ISO_8859_1), HexFormat.of().parseHex(V2_LOCAL))) {
                try (SmtpClient client = SmtpClient.connect(server.address("relay"))) {
                    client.sendRaw(header);
                    client.expect(220);
                    client.expect(221, "QUIT");
                }
            }
        }
    }

    @Test
    void trustsNobodyWhomTheProxyDoesNotName() throws Exception {
        byte[] local = HexFormat.of().parseHex(V2_LOCAL);
        byte[] unspecified = HexFormat.of().parseHex(V2_LOCAL.replace("0a20", "0a21"));
        try (FrontDoorFixture server = FrontDoorFixture.relay(home, NAMED, FrontDoorFixture.STAGE_ALL)) {
            assertThat(recipient(server, "PROXY UNKNOWN\r\n".getBytes(ISO_8859_1)))
                    .isEqualTo(550);
            assertThat(recipient(server, unspecified)).isEqualTo(550);
            assertThat(recipient(server, local)).isEqualTo(250);
        }
    }

    private static int recipient(FrontDoorFixture server, byte[] header) throws Exception {
        try (SmtpClient client = SmtpClient.connect(server.address("relay"))) {
            client.sendRaw(header);
            client.expect(220);
            client.expect(250, "EHLO c.example");
            client.expect(250, "MAIL FROM:<a@acme.example>");
            return client.command("RCPT TO:<b@anywhere.example>").code();
        }
    }

    @Test
    void doesNotListenToOthers() throws Exception {
        try (FrontDoorFixture server = FrontDoorFixture.untrusted(home, NAMED.replace("127.0.0.1", "192.0.2.9"));
                SmtpClient client = SmtpClient.connect(server.address("relay"))) {
            assertThat(client.isClosedByServer()).isTrue();
            assertThat(server.registry.getSampleValue(
                            "sluice_smtp_connects_total",
                            new String[] {"listener", "result"},
                            new String[] {"relay", "not-a-proxy"}))
                    .isEqualTo(1);
        }
    }

    @Test
    void closesWithoutAWordWhenTheHeaderIsMissing() throws Exception {
        try (FrontDoorFixture server = FrontDoorFixture.untrusted(home, NAMED);
                SmtpClient client = SmtpClient.connect(server.address("relay"))) {
            client.send("EHLO c.example");
            assertThat(client.isClosedByServer()).isTrue();
        }
    }
}
