package org.sluicemta.assembly;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.conf.ShippedConfiguration;
import org.sluicemta.keys.dkim.DkimAlgorithm;
import org.sluicemta.keys.dkim.DkimKey;
import org.sluicemta.keys.dkim.DkimKeyGenerator;
import org.sluicemta.testing.process.DebianTools;
import org.sluicemta.testing.process.PostfixReceiver;
import org.sluicemta.testing.process.PythonDkim;
import org.sluicemta.testing.smtp.ReceivedMessage;
import org.sluicemta.testing.smtp.SmtpClient;
import org.sluicemta.testing.smtp.SmtpSink;

/** What clients write goes through the real server; a strict reader finds it well formed, and another verifier signed. */
class HostileContentIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** RFC 5322 section 2.2: printable ASCII, a colon, and lines that begin with a blank. */
    private static final Pattern STRICT_HEADER = Pattern.compile("([!-9;-~]+:[^\r\n]*\r\n([ \t][^\r\n]*\r\n)*)+");

    private static final Pattern FROM = Pattern.compile("(?im)^From:");

    @TempDir
    Path home;

    @Test
    void isWellFormedSignedAndValidForAStrictReceiver() throws Exception {
        assumeTrue(DebianTools.areThere(DebianTools.DKIMVERIFY), DebianTools.missingText(DebianTools.DKIMVERIFY));
        DkimKey key = configure();
        Map<String, String> corpus = HostileContent.all();
        try (SmtpSink sink = SmtpSink.start();
                SluiceServer server = SluiceServer.start(home, TestServers.relayingTo(sink.port()));
                SmtpClient client = SmtpClient.connect(server.listener("relay"))) {
            client.readReply();
            client.expect(250, "EHLO client.example");
            for (Map.Entry<String, String> each : corpus.entrySet()) {
                send(client, each.getKey() + "@y.example", each.getValue());
            }
            for (String name : corpus.keySet()) {
                ReceivedMessage arrived = sink.awaitMessage(message -> message.isFor(name + "@y.example"), PATIENCE);
                check(name, arrived.content(), key);
            }
        }
    }

    @Test
    void isStoredWellFormedSignedAndValidByPostfix() throws Exception {
        DebianTools[] needed = {DebianTools.DKIMVERIFY, DebianTools.POSTFIX};
        assumeTrue(DebianTools.areThere(needed), DebianTools.missingText(needed));
        assumeTrue(PostfixReceiver.isAllowed(), "Postfix runs for root only");
        DkimKey key = configure();
        Map<String, String> corpus = HostileContent.all();
        try (PostfixReceiver postfix = PostfixReceiver.start(List.copyOf(corpus.keySet()));
                SluiceServer server = SluiceServer.start(home, TestServers.relayingTo(postfix.port()));
                SmtpClient client = SmtpClient.connect(server.listener("relay"))) {
            client.readReply();
            client.expect(250, "EHLO client.example");
            for (Map.Entry<String, String> each : corpus.entrySet()) {
                send(client, each.getKey() + "@" + PostfixReceiver.DOMAIN, each.getValue());
            }
            for (String name : corpus.keySet()) {
                check(name, postfix.await(name), key);
            }
        }
    }

    private static void check(String name, byte[] arrived, DkimKey key) {
        String text = new String(arrived, ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        assertThat(end).as(name).isPositive();
        String header = text.substring(0, end + 2);
        assertThat(header).as(name).matches(STRICT_HEADER);
        assertThat(text.replace("\r\n", "")).as(name).doesNotContain("\r").doesNotContain("\n");
        assertThat(text.lines()).as(name).allMatch(line -> line.length() <= 998);
        assertThat(FROM.matcher(header).results()).as(name).hasSize(1);
        assertThat(header).as(name).doesNotContainIgnoringCase("\nBcc:").containsIgnoringCase("@acme.example>");
        assertThat(header).as(name).contains("d=acme.example;").containsIgnoringCase("\nMessage-ID: <");
        assertThat(PythonDkim.verify(
                        arrived, Map.of(key.dnsRecord().name(), key.dnsRecord().value())))
                .as(name + ": " + text)
                .isEqualTo("1");
    }

    private DkimKey configure() throws Exception {
        Path conf = home.resolve("conf");
        ShippedConfiguration.copyTo(conf);
        Path tenants = conf.resolve("tenants.xml");
        Files.writeString(
                tenants,
                Files.readString(tenants)
                        .replace(
                                "</tenants>",
                                "<tenant name='acme' default-stream='transactional'>"
                                        + "<domain>aaa-acme.example</domain><domain>acme.example</domain></tenant></tenants>"));
        DkimKeyGenerator keys = new DkimKeyGenerator(conf.resolve("keys/dkim"));
        keys.generate("aaa-acme.example", "s1", DkimAlgorithm.RSA_SHA256);
        return keys.generate("acme.example", "s1", DkimAlgorithm.RSA_SHA256);
    }

    private static void send(SmtpClient client, String to, String content) throws Exception {
        client.expect(250, "MAIL FROM:<a@acme.example>");
        client.expect(250, "RCPT TO:<" + to + ">");
        client.expect(354, "DATA");
        client.sendRaw(SmtpClient.dotStuffed(content.getBytes(ISO_8859_1)));
        client.expect(250);
    }
}
