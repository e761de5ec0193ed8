package org.sluicemta.assembly;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.conf.ShippedConfiguration;
import org.sluicemta.keys.dkim.DkimAlgorithm;
import org.sluicemta.keys.dkim.DkimKey;
import org.sluicemta.keys.dkim.DkimKeyGenerator;
import org.sluicemta.testing.process.DebianTools;
import org.sluicemta.testing.process.PythonDkim;
import org.sluicemta.testing.smtp.ReceivedMessage;
import org.sluicemta.testing.smtp.SmtpClient;
import org.sluicemta.testing.smtp.SmtpSink;

/** Whatever a stock mailet writes, and with whatever line ends, leaves with CRLF, and its signature is valid. */
class WritingMailetsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Line ends as an XML file can have them: LF, CR and CRLF. */
    private static final String TEXT = "one\ntwo&#13;three&#13;&#10;four&#13;";

    private static final Map<String, String> BODIES = Map.of(
            "plain",
            "Content-Type: text/plain; charset=utf-8; format=flowed\r\n\r\nHello there, \r\nAnna\r\n"
                    + "word ".repeat(40) + "\r\n",
            "html",
            "Content-Type: text/html; charset=us-ascii\r\n\r\n<html><body>Hello</body></html>\r\n",
            "quoted",
            "Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nGr=FC=DFe=\r\n!\r\n",
            "parts",
            "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nHello\r\n--b\r\n"
                    + "Content-Type: application/octet-stream; name=a.bin\r\nContent-Disposition: attachment; filename=a.bin\r\n"
                    + "Content-Transfer-Encoding: base64\r\n\r\nAAECAwQ=\r\n--b--\r\n");

    private static final Map<String, String> MAILETS = new LinkedHashMap<>();

    static {
        MAILETS.put("AddFooter", "<text>" + TEXT + "</text>");
        MAILETS.put("AddSubjectPrefix", "<subjectPrefix>[" + TEXT + "]</subjectPrefix>");
        MAILETS.put("AddDeliveredToHeader", "");
        MAILETS.put("AddHabeasWarrantMark", "");
        MAILETS.put("ConvertTo7Bit", "");
        MAILETS.put("Expires", "<defaultAge>1d</defaultAge>");
        MAILETS.put("MailAttributesToMimeHeaders", "<simplemapping>org.sluicemta.client.helo; X-Helo</simplemapping>");
        MAILETS.put("MimeDecodingMailet", "<attribute>none</attribute>");
        MAILETS.put("OnlyText", "");
        MAILETS.put("RemoveMimeHeader", "<name>X-Gone</name>");
        MAILETS.put("ReplaceContent", "<bodyPattern>/Hello/" + TEXT + "/i/</bodyPattern>");
        MAILETS.put("SetMimeHeader", "<name>X-Text</name><value>" + TEXT + "</value>");
        MAILETS.put("StripAttachment", "<pattern>.*bin</pattern><remove>all</remove>");
        MAILETS.put("UnwrapText", "");
        MAILETS.put("WrapText", "");

        MAILETS.put("Bounce", "<message>" + TEXT + "</message><inline>heads</inline><attachment>message</attachment>");
        MAILETS.put("Forward", "<forwardTo>anna@y.example</forwardTo>");
        MAILETS.put("NotifyPostmaster", "<message>" + TEXT + "</message><inline>all</inline>");
        MAILETS.put(
                "NotifySender", "<message>" + TEXT + "</message><inline>body</inline><attachment>heads</attachment>");
        MAILETS.put(
                "Redirect",
                "<recipients>anna@y.example</recipients><message>" + TEXT
                        + "</message><inline>all</inline><attachment>all</attachment><passThrough>true</passThrough>");
        MAILETS.put(
                "Resend",
                "<recipients>anna@y.example</recipients><prefix>[" + TEXT
                        + "]</prefix><passThrough>true</passThrough>");
    }

    /** Fifteen change the message, six make another; Forward lets none of its own pass. */
    private static final int EXPECTED = 26;

    @TempDir
    Path home;

    @Test
    void endTheirLinesInCrlf() throws Exception {
        assumeTrue(DebianTools.areThere(DebianTools.DKIMVERIFY), DebianTools.missingText(DebianTools.DKIMVERIFY));
        DkimKey key = configure();
        try (SmtpSink sink = SmtpSink.start();
                SluiceServer server = SluiceServer.start(home, TestServers.relayingTo(sink.port()));
                SmtpClient client = SmtpClient.connect(server.listener("relay"))) {
            client.readReply();
            client.expect(250, "EHLO client.example");
            for (String mailet : MAILETS.keySet()) {
                for (String body : BODIES.keySet()) {
                    send(client, mailet, body);
                }
            }
            List<ReceivedMessage> arrived = sink.awaitMessages(EXPECTED * BODIES.size(), PATIENCE);
            assertThat(arrived).hasSize(EXPECTED * BODIES.size());
            for (ReceivedMessage message : arrived) {
                check(message.content(), key);
            }
        }
    }

    private static void check(byte[] arrived, DkimKey key) {
        String text = new String(arrived, ISO_8859_1);
        assertThat(text.replace("\r\n", "")).as(text).doesNotContain("\r").doesNotContain("\n");
        if (text.contains("From: MAILER-DAEMON@") || text.contains("From: postmaster@")) {
            return; // from the house, whose domain has no key here
        }
        assertThat(PythonDkim.verify(
                        arrived, Map.of(key.dnsRecord().name(), key.dnsRecord().value())))
                .as(text)
                .isEqualTo("1");
    }

    private DkimKey configure() throws Exception {
        Path conf = home.resolve("conf");
        ShippedConfiguration.copyTo(conf);
        TestServers.replace(
                conf.resolve("tenants.xml"),
                "</tenants>",
                "<tenant name='acme' default-stream='transactional'><domain>acme.example</domain></tenant></tenants>");
        TestServers.replace(conf.resolve("sluice.xml"), "${env:SLUICE_POSTMASTER:-}", "postmaster@y.example");
        StringBuilder chain = new StringBuilder();
        MAILETS.forEach((mailet, parameters) -> chain.append(mailet(mailet, parameters)));
        TestServers.replace(
                conf.resolve("mailetcontainer.xml"),
                "<mailet match=\"All\" class=\"CheckSuppression\"/>",
                chain + "<mailet match=\"All\" class=\"CheckSuppression\"/>");
        return new DkimKeyGenerator(conf.resolve("keys/dkim")).generate("acme.example", "s1", DkimAlgorithm.RSA_SHA256);
    }

    private static String mailet(String name, String parameters) {
        return "<mailet match=\"RecipientIs=" + name.toLowerCase(Locale.ROOT) + "@y.example\" class=\"" + name + "\">"
                + parameters + "</mailet>\n";
    }

    private static void send(SmtpClient client, String mailet, String body) throws Exception {
        client.expect(250, "MAIL FROM:<a@acme.example>");
        client.expect(250, "RCPT TO:<" + mailet.toLowerCase(Locale.ROOT) + "@y.example>");
        client.expect(354, "DATA");
        client.sendRaw(SmtpClient.dotStuffed(
                ("From: a@acme.example\r\nTo: x@y.example\r\nX-Gone: yes\r\nMIME-Version: 1.0\r\nSubject: " + mailet
                                + " of " + body + "\r\n" + BODIES.get(body))
                        .getBytes(ISO_8859_1)));
        client.expect(250);
    }
}
