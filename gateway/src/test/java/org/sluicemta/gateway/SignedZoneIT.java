package org.sluicemta.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.outcome.DeliveryOutcome;
import org.sluicemta.outcome.DeliveryOutcome.Deferred;
import org.sluicemta.outcome.DeliveryOutcome.Delivered;
import org.sluicemta.testing.dns.SignedZone;
import org.sluicemta.testing.process.DebianTools;
import org.sluicemta.testing.process.PostfixReceiver;
import org.sluicemta.testing.smtp.SinkOptions;
import org.sluicemta.testing.smtp.SmtpSink;
import org.sluicemta.testing.tls.TestCertificate;

/** DANE with a zone that is really signed, and a resolver that really validates. */
class SignedZoneIT {
    private final TestCertificate good =
            TestCertificate.selfSigned(InstantSource.system().instant(), "of.nobody.example");
    private final SmtpSink sink = SmtpSink.start(SinkOptions.onLoopback().withCertificate(good));

    @TempDir
    Path home;

    @BeforeAll
    static void needTheServers() {
        assumeTrue(DebianTools.areThere(SignedZone.NEEDED), DebianTools.missingText(SignedZone.NEEDED));
    }

    private static String digest(TestCertificate certificate) throws Exception {
        byte[] key = certificate.certificate().getPublicKey().getEncoded();
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key));
    }

    private DeliveryOutcome deliver(UnaryOperator<String> afterSigning, String... tlsa) throws Exception {
        List<String> records = new ArrayList<>(List.of("@ MX 10 mx", "mx A 127.0.0.1"));
        for (String data : tlsa) {
            records.add("_" + sink.port() + "._tcp.mx TLSA 3 1 1 " + data);
        }
        try (sink;
                SignedZone zone = SignedZone.start(home, "example.org", records, afterSigning);
                GatewayFixture fixture = new GatewayFixture(sink.port(), zone.resolver()).dane()) {
            return fixture.deliverOne("anna@example.org");
        }
    }

    private static void assertDelivered(DeliveryOutcome outcome, String policy) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Delivered.class,
                        delivered -> assertThat(delivered.attempt().tlsPolicy()).isEqualTo(policy));
    }

    private void assertDeferred(DeliveryOutcome outcome, String why) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Deferred.class,
                        deferred -> assertThat(deferred.reply().toString()).contains(why));
        assertThat(sink.messages()).isEmpty();
    }

    @Test
    void believesTheCertificateThatTheZoneNames() throws Exception {
        assertDelivered(deliver(UnaryOperator.identity(), digest(good)), "dane");
    }

    @Test
    void sendsNothingToAnotherCertificate() throws Exception {
        assertDeferred(deliver(UnaryOperator.identity(), "00".repeat(32)), "no TLSA record matches");
    }

    @Test
    void goesOnWhereTheZoneProvesThatThereAreNoRecords() throws Exception {
        assertDelivered(deliver(UnaryOperator.identity()), "opportunistic");
    }

    /** Somebody on the way has put the digest of a certificate of their own into the answer. */
    @Test
    void sendsNothingWhereARecordWasForged() throws Exception {
        String forged = "00".repeat(32);
        String own = digest(good);

        assertDeferred(deliver(zone -> zone.replace(forged, own), forged), "may have TLSA records");
    }

    /** Somebody on the way has sent mail to a host of their own. */
    @Test
    void sendsNothingWhereTheMxWasForged() throws Exception {
        assertDeferred(
                deliver(zone -> zone.replace("10 mx.example.org.", "10 ns.example.org."), digest(good)),
                "example.org MX failed");
    }

    private static DeliveryOutcome deliverToPostfix(Path home, Optional<TestCertificate> shown, TestCertificate named)
            throws Exception {
        assumeTrue(DebianTools.areThere(DebianTools.POSTFIX), DebianTools.missingText(DebianTools.POSTFIX));
        assumeTrue(PostfixReceiver.isAllowed(), "Postfix runs for root only");
        try (PostfixReceiver postfix = PostfixReceiver.start(List.of("anna"), shown)) {
            List<String> records = List.of(
                    "@ MX 10 mx", "mx A 127.0.0.1", "_" + postfix.port() + "._tcp.mx TLSA 3 1 1 " + digest(named));
            try (SignedZone zone = SignedZone.start(home, PostfixReceiver.DOMAIN, records, UnaryOperator.identity());
                    GatewayFixture fixture = new GatewayFixture(postfix.port(), zone.resolver()).dane()) {
                return fixture.deliverOne("anna@" + PostfixReceiver.DOMAIN);
            }
        }
    }

    @Test
    void deliversToAPostfixThatTheZoneNames() throws Exception {
        assertDelivered(deliverToPostfix(home, Optional.of(good), good), "dane");
    }

    @Test
    void sendsNothingToAPostfixThatTheZoneDoesNotName() throws Exception {
        TestCertificate other =
                TestCertificate.selfSigned(InstantSource.system().instant(), "mx." + PostfixReceiver.DOMAIN);

        assertDeferred(deliverToPostfix(home, Optional.of(other), good), "no TLSA record matches");
        assertDeferred(
                deliverToPostfix(Files.createDirectory(home.resolve("2")), Optional.empty(), good),
                "does not offer TLS");
    }
}
