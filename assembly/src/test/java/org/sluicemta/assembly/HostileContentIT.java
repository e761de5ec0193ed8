package org.sluicemta.assembly;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.conf.ShippedConfiguration;
import org.sluicemta.keys.dkim.DkimAlgorithm;
import org.sluicemta.keys.dkim.DkimKey;
import org.sluicemta.keys.dkim.DkimKeyGenerator;
import org.sluicemta.testing.process.DebianTools;
import org.sluicemta.testing.process.ProcessRun;
import org.sluicemta.testing.smtp.ReceivedMessage;
import org.sluicemta.testing.smtp.SmtpClient;
import org.sluicemta.testing.smtp.SmtpSink;

/** What clients write goes through the real server; a strict reader finds it well formed, and another verifier signed. */
class HostileContentIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** RFC 5322 section 2.2: printable ASCII, a colon, and lines that begin with a blank. */
    private static final Pattern STRICT_HEADER = Pattern.compile("([!-9;-~]+:[^\r\n]*\r\n([ \t][^\r\n]*\r\n)*)+");

    private static final String VERIFY = "import sys, dkim\n"
            + "ok = dkim.verify(sys.stdin.buffer.read(), dnsfunc=lambda name, timeout=5: sys.argv[1].encode())\n"
            + "sys.exit(0 if ok else 1)";

    private static final String USUAL = "From: a@acme.example\r\nTo: b@y.example\r\nSubject: s\r\n";

    @TempDir
    Path home;

    @Test
    void isWellFormedSignedAndValidForAStrictReceiver() throws Exception {
        assumeTrue(DebianTools.areThere(DebianTools.DKIMVERIFY), DebianTools.missingText(DebianTools.DKIMVERIFY));
        DkimKey key = configure();
        Map<String, String> corpus = corpus();
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
                check(name, arrived, key);
            }
        }
    }

    private static void check(String name, ReceivedMessage arrived, DkimKey key) {
        String text = new String(arrived.content(), ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        assertThat(end).as(name).isPositive();
        assertThat(text.substring(0, end + 2)).as(name).matches(STRICT_HEADER);
        assertThat(text.replace("\r\n", "")).as(name).doesNotContain("\r").doesNotContain("\n");
        assertThat(arrived.headers("From")).as(name).hasSize(1);
        assertThat(arrived.headers("Bcc")).as(name).isEmpty();
        assertThat(arrived.header("Message-ID").orElseThrow()).as(name).contains("@acme.example>");
        assertThat(arrived.header("DKIM-Signature").orElseThrow()).as(name).contains("d=acme.example;");
        ProcessRun verified = ProcessRun.run(
                PATIENCE,
                arrived.content(),
                java.util.List.of(
                        "/usr/bin/python3", "-c", VERIFY, key.dnsRecord().value()));
        assertThat(verified.exitCode())
                .as(name + ": " + verified.stderr() + text)
                .isZero();
    }

    /** The text that each message is told by is the local part of its recipient. */
    private static Map<String, String> corpus() {
        Map<String, String> corpus = new LinkedHashMap<>();
        corpus.put("plain", USUAL + "\r\ntext\r\n");
        corpus.put("no-empty-line", USUAL + "This text follows at once: it is no field\r\nmore\r\n");
        corpus.put("base64-at-once", USUAL + "TG9yZW0gaXBzdW0gZG9sb3I\r\n".repeat(40_000));
        corpus.put("mailbox-line", "From shop Mon Nov 23 09:00:00 2026\r\n" + USUAL + "\r\ntext\r\n");
        corpus.put("quoted-mailbox-line", ">From shop Mon Nov 23 09:00:00 2026\r\n" + USUAL + "\r\ntext\r\n");
        corpus.put("bcc", "Bcc: c@z.example,\r\n\td@z.example\r\n" + USUAL + "Resent-Bcc: e@z.example\r\n\r\ntext\r\n");
        corpus.put("return-path", "Return-Path: <x@x.example>\r\nContent-Length: 3\r\n" + USUAL + "\r\ntext\r\n");
        corpus.put("no-body", USUAL);
        corpus.put("empty-body", USUAL + "\r\n");
        corpus.put("blank-lines", USUAL + "\r\n\r\n \r\n\t\r\ntext \t \r\n\r\n\r\n");
        corpus.put("blank-before-colon", "From : a@acme.example\r\nSubject\t: x\r\n\r\ntext\r\n");
        corpus.put("folded", "From: A\r\n <a@acme.example>\r\nSubject: a\r\n\tb\r\n  c\r\n\r\ntext\r\n");
        corpus.put("comma", "From: Muster, Hans <a@acme.example>\r\nSubject: s\r\n\r\ntext\r\n");
        corpus.put("semicolon", "From: A; B <a@acme.example>\r\nSubject: s\r\n\r\ntext\r\n");
        corpus.put("angles", "From: A <b> C <a@acme.example>\r\nSubject: s\r\n\r\ntext\r\n");
        corpus.put("group", "From: Team: a@acme.example;\r\nSubject: s\r\n\r\ntext\r\n");
        corpus.put("dot", "From: <a@acme.example.>\r\nSubject: s\r\n\r\ntext\r\n");
        corpus.put("latin-1", "From: M\u00fcller, J <a@acme.example>\r\nSubject: \u00fc\r\n\r\n\u00fc\u00e4\r\n");
        corpus.put(
                "utf-8", new String((USUAL + "X-Name: gr\u00fc\u00df\r\n\r\n\u4f8b\r\n").getBytes(UTF_8), ISO_8859_1));
        corpus.put("dots", USUAL + "\r\n..\r\n.x\r\n...\r\nFrom here\r\n>From there\r\n");
        corpus.put("many-fields", USUAL + "X-Many: y\r\n".repeat(900) + "\r\ntext\r\n");
        return corpus;
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
