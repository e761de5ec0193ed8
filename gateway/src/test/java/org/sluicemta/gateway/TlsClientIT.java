package org.sluicemta.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluicemta.egress.NextHop;
import org.sluicemta.egress.TlsClient;
import org.sluicemta.egress.TlsPolicy;
import org.sluicemta.egress.TlsVersion;
import org.sluicemta.outcome.DeliveryOutcome;
import org.sluicemta.outcome.DeliveryOutcome.Deferred;
import org.sluicemta.outcome.DeliveryOutcome.Delivered;
import org.sluicemta.testing.process.DebianTools;
import org.sluicemta.testing.process.PostfixReceiver;
import org.sluicemta.testing.smtp.SinkOptions;
import org.sluicemta.testing.smtp.SmtpSink;
import org.sluicemta.testing.tls.TestCertificate;

/** What is shown and wanted as a client of TLS. */
class TlsClientIT {
    private static final String TO = "anna@" + PostfixReceiver.DOMAIN;

    private final TestCertificate server =
            TestCertificate.selfSigned(InstantSource.system().instant(), "inside.partner.example", "*.shared.example");
    private final TestCertificate own =
            TestCertificate.selfSigned(InstantSource.system().instant(), "sender.example");

    @TempDir
    Path home;

    private TlsClient.Certificate files;

    @BeforeEach
    void write() throws Exception {
        files = new TlsClient.Certificate(home.resolve("out.key"), home.resolve("out.crt"), "egress.xml:1");
        own.writePem(files.certificates(), files.privateKey());
        protect("rw-------");
    }

    private void protect(String permissions) throws Exception {
        Files.setPosixFilePermissions(files.privateKey(), PosixFilePermissions.fromString(permissions));
    }

    private static TlsClient names(String... names) {
        return new TlsClient(null, TlsVersion.TLS_1_2, List.of(names));
    }

    private static void assertDeferred(DeliveryOutcome outcome, String why) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Deferred.class,
                        deferred -> assertThat(deferred.reply().toString()).contains(why));
    }

    @ParameterizedTest
    @CsvSource({
        "inside.partner.example, true",
        "INSIDE.partner.example, true",
        "a.shared.example, true",
        "mx.example.org, false",
        "partner.example, false",
        "a.b.shared.example, false"
    })
    void wantsTheNameThatTheOperatorKnows(String name, boolean delivered) throws Exception {
        try (SmtpSink sink = SmtpSink.start(SinkOptions.onLoopback().withCertificate(server));
                GatewayFixture fixture = new GatewayFixture(sink.port(), Optional.of(server.trusting()))) {
            fixture.tls(TlsPolicy.VERIFIED).tlsClient(names(name.toLowerCase(Locale.ROOT)));
            DeliveryOutcome outcome = fixture.deliverOne("anna@example.org");

            if (delivered) {
                assertThat(outcome).isInstanceOf(Delivered.class);
            } else {
                assertDeferred(outcome, "the certificate has none of the names");
                assertThat(sink.messages()).isEmpty();
            }
        }
    }

    /** The name alone proves nothing. */
    @Test
    void wantsAnAuthorityForTheNameToo() throws Exception {
        try (SmtpSink sink = SmtpSink.start(SinkOptions.onLoopback().withCertificate(server));
                GatewayFixture fixture = new GatewayFixture(sink.port(), Optional.of(own.trusting()))) {
            fixture.tls(TlsPolicy.VERIFIED).tlsClient(names("inside.partner.example"));

            assertDeferred(fixture.deliverOne("anna@example.org"), "TLS handshake failed");
            assertThat(sink.messages()).isEmpty();
        }
    }

    private DeliveryOutcome deliverToPostfix(TlsClient client, String settings) throws Exception {
        assumeTrue(DebianTools.areThere(DebianTools.POSTFIX), DebianTools.missingText(DebianTools.POSTFIX));
        assumeTrue(PostfixReceiver.isAllowed(), "Postfix runs for root only");
        Path trusted = Files.createTempFile("sluice-client", ".crt");
        try {
            Files.copy(files.certificates(), trusted, StandardCopyOption.REPLACE_EXISTING);
            Files.setPosixFilePermissions(trusted, PosixFilePermissions.fromString("rw-r--r--"));
            String all = "smtpd_tls_security_level = encrypt\nsmtpd_tls_CAfile = " + trusted + "\n" + settings;
            try (PostfixReceiver postfix = PostfixReceiver.start(List.of("anna"), Optional.of(server), all);
                    GatewayFixture fixture = new GatewayFixture(postfix.port())) {
                fixture.relayHost(new NextHop("127.0.0.1", postfix.port(), null, TlsPolicy.REQUIRED, client));
                return fixture.deliverOne(TO);
            }
        } finally {
            Files.delete(trusted);
        }
    }

    private DeliveryOutcome deliverShowing(TlsClient.@Nullable Certificate certificate) throws Exception {
        return deliverToPostfix(
                new TlsClient(certificate, TlsVersion.TLS_1_2, List.of()), "smtpd_tls_req_ccert = yes\n");
    }

    @Test
    void showsItsCertificateToAPostfixThatAsksForOne() throws Exception {
        assertThat(deliverShowing(files)).isInstanceOf(Delivered.class);
    }

    @Test
    void isRefusedByThatPostfixWithoutOne() throws Exception {
        assertThat(deliverShowing(null)).isNotInstanceOf(Delivered.class);
    }

    @ParameterizedTest
    @CsvSource({"TLS_1_2, true", "TLS_1_3, false"})
    void usesNothingOlderThanItsMinimum(TlsVersion minimum, boolean delivered) throws Exception {
        DeliveryOutcome outcome =
                deliverToPostfix(new TlsClient(null, minimum, List.of()), "smtpd_tls_mandatory_protocols = !TLSv1.3\n");

        assertThat(outcome instanceof Delivered).isEqualTo(delivered);
        if (outcome instanceof Delivered done) {
            assertThat(done.attempt().tls()).startsWith("TLSv1.2 ");
        }
    }

    /** It is this server's own fault, and no reason for plain text. */
    @Test
    void defersWhenOthersMayReadTheKey() throws Exception {
        protect("rw-r--r--");
        try (SmtpSink sink = SmtpSink.start(SinkOptions.onLoopback().withCertificate(server));
                GatewayFixture fixture = new GatewayFixture(sink.port())) {
            fixture.tlsClient(new TlsClient(files, TlsVersion.TLS_1_2, List.of()));

            assertDeferred(fixture.deliverOne("anna@example.org"), "others may read the private key");
            assertThat(sink.messages()).isEmpty();
        }
    }
}
