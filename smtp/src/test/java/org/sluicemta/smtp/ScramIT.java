package org.sluicemta.smtp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.testing.smtp.SmtpClient;
import org.sluicemta.testing.smtp.WireReply;

/** SCRAM of all kinds, CRAM-MD5, and what is announced when. */
class ScramIT {
    private static final String ALL =
            "<auth><announce>always</announce><requireSSL>forPlaintext</requireSSL><mechanisms>"
                    + "login plain cram-md5 SCRAM-SHA-1 SCRAM-SHA-1-PLUS SCRAM-SHA-256 SCRAM-SHA-256-PLUS"
                    + "</mechanisms></auth>";
    private static final String DEFAULTS = "<auth><announce>always</announce></auth>";

    @TempDir
    Path home;

    private FrontDoorFixture server;

    @BeforeEach
    void start() throws Exception {
        server = FrontDoorFixture.listeners(
                home,
                FrontDoorFixture.listener("relay", FrontDoorFixture.tls("startTLS") + ALL),
                FrontDoorFixture.listener("default", FrontDoorFixture.tls("startTLS") + DEFAULTS));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void announcesTheStrongestFirstAndPasswordsInClearOnlyOverTls() throws Exception {
        try (SmtpClient client = server.client()) {
            assertThat(client.expect(250, "EHLO c.example").lines())
                    .contains("AUTH SCRAM-SHA-256 SCRAM-SHA-1 CRAM-MD5");
            assertThat(client.expect(538, "AUTH PLAIN").text()).startsWith("5.7.11");
            client.expect(538, "AUTH SCRAM-SHA-256-PLUS");
            client.startTls();
            assertThat(client.expect(250, "EHLO c.example").lines())
                    .contains(
                            "AUTH SCRAM-SHA-256-PLUS SCRAM-SHA-256 SCRAM-SHA-1-PLUS SCRAM-SHA-1 CRAM-MD5 PLAIN LOGIN");
        }
    }

    @Test
    void offersNothingWeakUnlessToldTo() throws Exception {
        try (SmtpClient client = SmtpClient.connect(server.address("default"))) {
            client.expect(220);
            client.expect(250, "EHLO c.example");
            client.startTls();
            assertThat(client.expect(250, "EHLO c.example").lines())
                    .contains("AUTH SCRAM-SHA-256-PLUS SCRAM-SHA-256 PLAIN LOGIN");
            client.expect(504, "AUTH CRAM-MD5");
            client.expect(504, "AUTH SCRAM-SHA-1");
        }
    }

    @Test
    void takesEveryScramWithoutBinding() throws Exception {
        for (String hash : List.of("SHA-256", "SHA-1")) {
            try (SmtpClient client = server.greeted()) {
                ScramProof proof = new ScramProof(hash, "n,,", new byte[0], "acme-app", "secret");
                assertThat(talk(client, "SCRAM-" + hash, proof).code()).isEqualTo(235);
            }
        }
    }

    @Test
    void bindsToTheServersCertificate() throws Exception {
        for (String hash : List.of("SHA-256", "SHA-1")) {
            try (SmtpClient client = server.greeted()) {
                SSLSession session = client.startTls();
                client.expect(250, "EHLO c.example");
                ScramProof proof =
                        new ScramProof(hash, "p=tls-server-end-point,,", endPoint(session), "acme-app", "secret");
                assertThat(talk(client, "SCRAM-" + hash + "-PLUS", proof).code())
                        .isEqualTo(235);
            }
        }
    }

    @Test
    void bindsToTheSessionWhereTheJdkExportsKeys() throws Exception {
        try (SmtpClient client = server.greeted()) {
            SSLSession session = client.startTls();
            client.expect(250, "EHLO c.example");
            byte[] exported = exporter(session);
            ScramProof proof = new ScramProof("SHA-256", "p=tls-exporter,,", exported, "acme-app", "secret");
            assertThat(talk(client, "SCRAM-SHA-256-PLUS", proof).code()).isEqualTo(235);
        }
    }

    @Test
    void refusesAProofThatIsBoundToAnotherConnection() throws Exception {
        try (SmtpClient client = server.greeted()) {
            client.startTls();
            client.expect(250, "EHLO c.example");
            ScramProof proof =
                    new ScramProof("SHA-256", "p=tls-server-end-point,,", new byte[32], "acme-app", "secret");
            assertThat(talk(client, "SCRAM-SHA-256-PLUS", proof).code()).isEqualTo(535);
        }
    }

    @Test
    void noticesThatTheOfferOfBindingWasTakenAway() throws Exception {
        // RFC 5802 section 6: "y" says that the client could bind and was not offered it
        try (SmtpClient client = server.greeted()) {
            ScramProof proof = new ScramProof("SHA-256", "y,,", new byte[0], "acme-app", "secret");
            assertThat(talk(client, "SCRAM-SHA-256", proof).code()).isEqualTo(235);
        }
        try (SmtpClient client = server.greeted()) {
            client.startTls();
            client.expect(250, "EHLO c.example");
            client.expect(535, "AUTH SCRAM-SHA-256 " + base64("y,,n=acme-app,r=abc"));
        }
    }

    @Test
    void refusesBindingsThatDoNotFitTheMechanism() throws Exception {
        for (String line : List.of(
                "SCRAM-SHA-256-PLUS " + base64("n,,n=acme-app,r=abc"),
                "SCRAM-SHA-256-PLUS " + base64("y,,n=acme-app,r=abc"),
                "SCRAM-SHA-256-PLUS " + base64("p=tls-unique,,n=acme-app,r=abc"),
                "SCRAM-SHA-256 " + base64("p=tls-server-end-point,,n=acme-app,r=abc"),
                "SCRAM-SHA-256 " + base64("n,a=somebody,n=acme-app,r=abc"))) {
            try (SmtpClient client = server.greeted()) {
                client.startTls();
                client.expect(250, "EHLO c.example");
                client.expect(535, "AUTH " + line);
            }
        }
    }

    @Test
    void failsAtTheProofWhereTheCredentialHasNoKeysOfThatKind() throws Exception {
        try (SmtpClient client = server.greeted()) {
            ScramProof proof = new ScramProof("SHA-1", "n,,", new byte[0], "acme-new", "secret");
            assertThat(talk(client, "SCRAM-SHA-1", proof).code()).isEqualTo(535);
        }
    }

    @Test
    void takesCramMd5OnlyForCredentialsThatHaveAKeyForIt() throws Exception {
        try (SmtpClient client = server.greeted()) {
            assertThat(cram(client, "acme-app", "wrong").code()).isEqualTo(535);
            assertThat(cram(client, "acme-new", "secret").code()).isEqualTo(535);
            assertThat(cram(client, "acme-app", "secret").code()).isEqualTo(235);
        }
    }

    private static WireReply cram(SmtpClient client, String user, String password) throws Exception {
        byte[] challenge =
                Base64.getDecoder().decode(client.expect(334, "AUTH CRAM-MD5").text());
        assertThat(new String(challenge, UTF_8)).matches("<[0-9a-f]{32}\\.\\d+@mx\\.example>");
        Mac mac = Mac.getInstance("HmacMD5");
        mac.init(new SecretKeySpec(password.getBytes(UTF_8), "HmacMD5"));
        return client.command(base64(user + " " + HexFormat.of().formatHex(mac.doFinal(challenge))));
    }

    private static WireReply talk(SmtpClient client, String mechanism, ScramProof proof) throws Exception {
        WireReply challenge = client.expect(334, "AUTH " + mechanism + " " + base64(proof.first()));
        String first = new String(Base64.getDecoder().decode(challenge.text()), UTF_8);
        WireReply signed = client.command(base64(proof.last(first)));
        if (signed.code() != 334) {
            return signed;
        }
        assertThat(new String(Base64.getDecoder().decode(signed.text()), UTF_8)).isEqualTo(proof.expectedSignature());
        return client.command("");
    }

    private static byte[] endPoint(SSLSession session) throws Exception {
        return MessageDigest.getInstance("SHA-256").digest(session.getPeerCertificates()[0].getEncoded());
    }

    private static byte[] exporter(SSLSession session) throws Exception {
        try {
            Method export = javax.net.ssl.ExtendedSSLSession.class.getMethod(
                    "exportKeyingMaterialData", String.class, byte[].class, int.class);
            return (byte[]) export.invoke(session, "EXPORTER-Channel-Binding", new byte[0], 32);
        } catch (NoSuchMethodException e) {
            assumeTrue(false, "this Java has no exporter");
            throw e;
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
