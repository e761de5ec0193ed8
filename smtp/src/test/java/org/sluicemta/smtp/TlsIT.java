package org.sluicemta.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.settings.SmtpSettings;
import org.sluicemta.tenant.CredentialIdentity;
import org.sluicemta.testing.event.Waiting;
import org.sluicemta.testing.smtp.SmtpClient;
import org.sluicemta.testing.smtp.WireReply;
import org.sluicemta.testing.tls.TestAuthority;
import org.sluicemta.testing.tls.TestCertificate;

/** Certificates of both sides: which one is shown, that a new one is taken up, and who may log in with one. */
class TlsIT {
    private static final Instant NOW = InstantSource.system().instant();
    private static final SSLContext ANYTHING = TestCertificate.trustAnything();

    @TempDir
    Path home;

    @Test
    void showsTheCertificateOfTheHostThatIsAskedFor() throws Exception {
        TestCertificate exact = pair("exact", "smtp.a.example");
        TestCertificate wild = pair("wild", "*.a.example");
        String tls = "<host names='smtp.a.example'>" + files("exact") + "</host>"
                + "<host names='*.a.example b.example'>" + files("wild") + "</host>";
        try (FrontDoorFixture server = startTls(tls, "")) {
            assertThat(shownFor(server, "smtp.a.example")).isEqualTo(exact.certificate());
            assertThat(shownFor(server, "SMTP.A.example")).isEqualTo(exact.certificate());
            assertThat(shownFor(server, "other.a.example")).isEqualTo(wild.certificate());
            assertThat(shownFor(server, "b.example")).isEqualTo(wild.certificate());
            for (String name : new String[] {"x.y.a.example", "a.example", "c.example", "127.0.0.1"}) {
                assertThat(shownFor(server, name))
                        .as(name)
                        .isNotEqualTo(wild.certificate())
                        .isNotEqualTo(exact.certificate());
            }
        }
    }

    @Test
    void showsANewCertificateToNewConnectionsAndKeepsOldOnes() throws Exception {
        try (FrontDoorFixture server = startForManyConnections();
                SmtpClient old = server.greeted()) {
            Certificate before = old.startTls().getPeerCertificates()[0];
            TestCertificate renewed = TestCertificate.selfSigned(NOW, "mx.example");
            renewed.writePem(home.resolve("server.crt"), home.resolve("server.key"));
            Waiting.until(
                    "another certificate", () -> !shownFor(server, "mx.example").equals(before));
            assertThat(shownFor(server, "mx.example")).isEqualTo(renewed.certificate());
            old.expect(250, "EHLO c.example");
            old.expect(250, "MAIL FROM:<a@x.example>");
        }
    }

    @Test
    void keepsTheOldCertificateWhenTheNewOneHasRunOut() throws Exception {
        try (FrontDoorFixture server = startForManyConnections()) {
            Certificate before = shownFor(server, "mx.example");
            TestCertificate.selfSigned(NOW.minus(Duration.ofDays(90)), NOW.minus(Duration.ofDays(1)), "mx.example")
                    .writePem(home.resolve("server.crt"), home.resolve("server.key"));
            assertShownFor(Duration.ofMillis(2500), before, server);
        }
    }

    @Test
    void keepsTheOldCertificateWhileTheNewOneIsHalfThere() throws Exception {
        try (FrontDoorFixture server = startForManyConnections()) {
            Certificate before = shownFor(server, "mx.example");
            TestCertificate renewed = TestCertificate.selfSigned(NOW, "mx.example");
            renewed.writePem(home.resolve("server.crt"), home.resolve("new.key"));
            assertShownFor(Duration.ofMillis(1500), before, server);
            Files.move(
                    home.resolve("new.key"),
                    home.resolve("server.key"),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            Waiting.until(
                    "another certificate", () -> !shownFor(server, "mx.example").equals(before));
            assertThat(shownFor(server, "mx.example")).isEqualTo(renewed.certificate());
        }
    }

    @Test
    void letsAClientInByTheNamesInACertificateOfATrustedIssuer() throws Exception {
        TestAuthority authority = authority("issuers.pem");
        TestCertificate client = authority.issue(Duration.ofDays(1), "dns:c.example", "email:app@acme.example");
        try (FrontDoorFixture server = startTls(clientAuth("optional", "issuers.pem"), "")) {
            assertThat(external(server, client, "").code()).isEqualTo(235);
            assertThat(external(server, client, "acme-app").code()).isEqualTo(235);
            assertThat(external(server, client, "acme-new").code()).isEqualTo(535);
        }
    }

    @Test
    void believesNamesOnlyOfTrustedIssuersAndOfValidCertificates() throws Exception {
        TestAuthority authority = authority("issuers.pem");
        TestAuthority stranger = TestAuthority.named(NOW, "stranger");
        try (FrontDoorFixture server = startTls(clientAuth("optional", "issuers.pem"), "")) {
            for (TestCertificate client : new TestCertificate[] {
                stranger.issue(Duration.ofDays(1), "email:app@acme.example"),
                authority.issue(Duration.ofDays(-1), "email:app@acme.example"),
                authority.issue(Duration.ofDays(1), "email:other@acme.example"),
                authority.issue(Duration.ofDays(1))
            }) {
                assertThat(external(server, client, "").code()).isEqualTo(535);
            }
        }
    }

    @Test
    void letsAClientInByTheFingerprintOfItsCertificateWhoeverIssuedIt() throws Exception {
        TestCertificate client = TestCertificate.selfSigned(NOW, "anything.example");
        TestCertificate another = TestCertificate.selfSigned(NOW, "anything.example");
        try (FrontDoorFixture server = startTls(clientAuth("optional", null), "")) {
            server.tenants.identify("acme-cert", fingerprint(client));
            assertThat(external(server, client, "").code()).isEqualTo(235);
            assertThat(external(server, another, "").code()).isEqualTo(535);
        }
    }

    @Test
    void offersExternalOnlyToClientsWithACertificate() throws Exception {
        try (FrontDoorFixture server = startTls(clientAuth("optional", null), "");
                SmtpClient client = server.greeted()) {
            client.startTls();
            assertThat(client.expect(250, "EHLO c.example").lines())
                    .contains("AUTH SCRAM-SHA-256-PLUS SCRAM-SHA-256 PLAIN LOGIN");
            client.expect(504, "AUTH EXTERNAL =");
        }
    }

    @Test
    void endsTheHandshakeWithoutACertificateThatIsRequired() throws Exception {
        TestAuthority authority = authority("issuers.pem");
        TestAuthority stranger = TestAuthority.named(NOW, "stranger");
        try (FrontDoorFixture server = startTls(clientAuth("required", "issuers.pem"), "")) {
            assertThat(external(server, authority.issue(Duration.ofDays(1), "email:app@acme.example"), "")
                            .code())
                    .isEqualTo(235);
            assertThatThrownBy(() -> external(server, stranger.issue(Duration.ofDays(1)), ""))
                    .isInstanceOf(IOException.class);
            try (SmtpClient client = server.greeted()) {
                client.expect(220, "STARTTLS");
                assertThatThrownBy(() -> {
                            client.handshake(ANYTHING);
                            client.expect(250, "EHLO c.example");
                        })
                        .isInstanceOf(IOException.class);
            }
        }
    }

    /** RFC 8446 section 4.6.3: each costs the server new keys and an answer, and is no command. */
    @Test
    void endsAConnectionThatDoesNothingButUpdateItsKeys() throws Exception {
        try (FrontDoorFixture server = startTls("", "");
                SmtpClient modest = server.greeted();
                SmtpClient endless = server.greeted()) {
            assertThat(modest.startTls().getProtocol()).isEqualTo("TLSv1.3");
            for (int i = 0; i < 2_000; i++) {
                modest.updateKeys();
                if (i % 100 == 0) {
                    modest.expect(250, "EHLO " + "c".repeat(60) + "." + "d".repeat(60) + ".example");
                }
            }
            modest.expect(250, "EHLO c.example");

            endless.startTls();
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 100_000; i++) {
                            endless.updateKeys();
                        }
                        endless.readReply(); // a quick client has written all of them before it sees the end
                    })
                    .isInstanceOf(IOException.class);
        }
    }

    private FrontDoorFixture startTls(String elements, String more) throws Exception {
        String tls = FrontDoorFixture.tls("startTLS").replace("</tls>", elements + "</tls>");
        String auth = "<auth><announce>forUnauthorizedAddresses</announce></auth>";
        return FrontDoorFixture.untrusted(home, tls + auth + more);
    }

    /** Trusted, since a stranger may not connect as often as these tests look. */
    private FrontDoorFixture startForManyConnections() throws Exception {
        return FrontDoorFixture.ruled(
                home,
                SmtpSettings.DEFAULTS,
                true,
                FrontDoorFixture.listener("relay", FrontDoorFixture.tls("startTLS")));
    }

    private static String clientAuth(String mode, @org.jspecify.annotations.Nullable String trust) {
        return "<clientAuth mode='" + mode + "'>" + (trust == null ? "" : "<trust>" + trust + "</trust>")
                + "</clientAuth>";
    }

    private TestAuthority authority(String file) {
        TestAuthority authority = TestAuthority.named(NOW, "issuer");
        authority.writePem(home.resolve(file));
        return authority;
    }

    private TestCertificate pair(String name, String host) {
        TestCertificate certificate = TestCertificate.selfSigned(NOW, host);
        certificate.writePem(home.resolve(name + ".crt"), home.resolve(name + ".key"));
        return certificate;
    }

    private static String files(String name) {
        return "<privateKey>" + name + ".key</privateKey><certificates>" + name + ".crt</certificates>";
    }

    /** The server looks at its files every second. */
    private static void assertShownFor(Duration time, Certificate same, FrontDoorFixture server) throws IOException {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() - end < 0) {
            assertThat(shownFor(server, "mx.example")).isEqualTo(same);
        }
    }

    private static Certificate shownFor(FrontDoorFixture server, String host) throws IOException {
        try (SmtpClient client = server.greeted()) {
            client.expect(220, "STARTTLS");
            return client.handshake(ANYTHING, host).getPeerCertificates()[0];
        }
    }

    private static WireReply external(FrontDoorFixture server, TestCertificate certificate, String wanted)
            throws IOException {
        try (SmtpClient client = server.greeted()) {
            client.expect(220, "STARTTLS");
            client.handshake(certificate.clientContext());
            assertThat(client.expect(250, "EHLO c.example").lines())
                    .anyMatch(line -> line.startsWith("AUTH EXTERNAL "));
            String response = wanted.isEmpty()
                    ? "="
                    : Base64.getEncoder().encodeToString(wanted.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            return client.command("AUTH EXTERNAL " + response);
        }
    }

    private static CredentialIdentity fingerprint(TestCertificate certificate) throws Exception {
        byte[] hash = java.security.MessageDigest.getInstance("SHA-256")
                .digest(certificate.certificate().getEncoded());
        return CredentialIdentity.parse("sha256:" + java.util.HexFormat.of().formatHex(hash));
    }
}
