package org.sluicemta.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sluicemta.egress.TlsFailure;
import org.sluicemta.egress.TlsPolicy;
import org.sluicemta.egress.TlsSession;
import org.sluicemta.mail.EnvelopeOptions;
import org.sluicemta.outcome.DeliveryOutcome;
import org.sluicemta.outcome.DeliveryOutcome.Bounced;
import org.sluicemta.outcome.DeliveryOutcome.Deferred;
import org.sluicemta.outcome.DeliveryOutcome.Delivered;
import org.sluicemta.testing.dns.DnsTrouble;
import org.sluicemta.testing.smtp.SinkExtension;
import org.sluicemta.testing.smtp.SinkFault;
import org.sluicemta.testing.smtp.SinkOptions;
import org.sluicemta.testing.smtp.SinkPhase;
import org.sluicemta.testing.smtp.SinkRule;
import org.sluicemta.testing.smtp.SinkScript;
import org.sluicemta.testing.smtp.SmtpSink;
import org.sluicemta.testing.tls.PolicyServer;
import org.sluicemta.testing.tls.TestCertificate;
import org.xbill.DNS.Type;

/** Domains whose hosts have TLSA records, with a DNS server that says what is proven. */
class DaneIT {
    private static final String TO = "anna@example.org";

    private final TestCertificate good =
            TestCertificate.selfSigned(InstantSource.system().instant(), "of.nobody.example");
    private final TestCertificate wrong =
            TestCertificate.selfSigned(InstantSource.system().instant(), "mx.example.org");
    private SmtpSink sink = SmtpSink.start(SinkOptions.onLoopback().withCertificate(good));
    private GatewayFixture fixture = open();

    private GatewayFixture open() {
        GatewayFixture gateway = new GatewayFixture(sink.port()).dane();
        gateway.dns.secure("example.org");
        return gateway;
    }

    private void withSink(SinkOptions options) {
        fixture.close();
        sink.close();
        sink = SmtpSink.start(options);
        fixture = open();
    }

    private void tlsa(TestCertificate certificate, int usage) throws Exception {
        byte[] key = certificate.certificate().getPublicKey().getEncoded();
        fixture.dns.tlsa(
                "mx.example.org",
                sink.port(),
                usage,
                1,
                1,
                MessageDigest.getInstance("SHA-256").digest(key));
    }

    @AfterEach
    void close() {
        fixture.close();
        sink.close();
    }

    private void assertDelivered(String policy, boolean encrypted) {
        assertThat(fixture.deliverOne(TO)).isInstanceOfSatisfying(Delivered.class, delivered -> {
            assertThat(delivered.attempt().tlsPolicy()).isEqualTo(policy);
            assertThat(delivered.attempt().tls() != null).isEqualTo(encrypted);
        });
    }

    private void assertDeferred(String reply, String why) {
        assertThat(fixture.deliverOne(TO))
                .isInstanceOfSatisfying(
                        Deferred.class,
                        deferred -> assertThat(deferred.reply().toString())
                                .startsWith(reply)
                                .contains(why));
        assertThat(sink.messages()).isEmpty();
    }

    private static TlsSession session(@Nullable TlsFailure failure) {
        return new TlsSession("example.org", TlsSession.Kind.TLSA, "", "mx.example.org", failure);
    }

    @Test
    void believesTheCertificateThatDnsNames() throws Exception {
        tlsa(good, 3);

        assertDelivered("dane", true);
        assertDelivered("dane", true);
        assertThat(sink.counts().connections()).isEqualTo(1);
        assertThat(fixture.sessions).containsExactly(session(null));
    }

    @Test
    void sendsNothingToAnotherCertificate() throws Exception {
        tlsa(wrong, 3);

        assertDeferred(
                "451 4.7.5", "no TLSA record matches the certificate (required by the TLSA records of mx.example.org)");
        assertThat(fixture.sessions).containsExactly(session(TlsFailure.VALIDATION_FAILURE));
    }

    @Test
    void sendsNothingInClearWhereStartTlsWasStripped() throws Exception {
        withSink(SinkOptions.onLoopback().without(SinkExtension.STARTTLS));
        tlsa(good, 3);

        assertDeferred("451 4.7.4", "does not offer TLS");
    }

    @Test
    void sendsNothingInClearWhereTheHandshakeFails() throws Exception {
        sink.script(SinkScript.of(SinkRule.at(SinkPhase.STARTTLS).then(new SinkFault.BrokenTlsHandshake())));
        tlsa(good, 3);

        assertDeferred("451 4.7.5", "required by the TLSA records");
    }

    /** RFC 7672 section 2.2: encrypted, with any certificate. */
    @Test
    void encryptsWhereNoRecordCanBeUsed() throws Exception {
        tlsa(wrong, 1);

        assertDelivered("dane-unusable", true);
    }

    @Test
    void sendsNothingInClearWhereNoRecordCanBeUsed() throws Exception {
        withSink(SinkOptions.onLoopback().without(SinkExtension.STARTTLS));
        tlsa(wrong, 1);

        assertDeferred("451 4.7.4", "does not offer TLS");
    }

    @Test
    void goesToTheNextHostWhereTheRecordsCannotBeLookedUp() throws Exception {
        fixture.dns.mx("example.org", 1, "mx1.example.org").a("mx1.example.org", "127.0.0.1");
        fixture.dns.trouble("_" + sink.port() + "._tcp.mx1.example.org", DnsTrouble.SERVFAIL);
        tlsa(good, 3);

        assertThat(fixture.deliverOne(TO))
                .isInstanceOfSatisfying(
                        Delivered.class,
                        delivered ->
                                assertThat(delivered.attempt().remoteHost()).isEqualTo("mx.example.org"));
    }

    @Test
    void sendsNothingWhereTheRecordsOfNoHostCanBeLookedUp() {
        fixture.dns.trouble("_" + sink.port() + "._tcp.mx.example.org", DnsTrouble.SERVFAIL);

        assertDeferred("451 4.7.5", "may have TLSA records");
        assertThat(fixture.sessions).containsExactly(session(TlsFailure.DNSSEC_INVALID));
        assertThat(sink.counts().connections()).isZero();
    }

    /** Whoever spoils the proof must not be able to choose the hosts. */
    @Test
    void sendsNothingWhereTheExchangersCannotBeProven() {
        fixture.dns.trouble("example.org", Type.MX, DnsTrouble.SERVFAIL);

        assertDeferred("451 4.4.3", "example.org MX failed");
    }

    @Test
    void takesNoNoticeOfRecordsThatAreNotProven() throws Exception {
        fixture.dns.mx("example.net", 10, "mx.example.net").a("mx.example.net", "127.0.0.1");
        byte[] key = wrong.certificate().getPublicKey().getEncoded();
        fixture.dns.tlsa("mx.example.net", sink.port(), 3, 1, 0, key);

        assertThat(fixture.deliverOne("bob@example.net"))
                .isInstanceOfSatisfying(
                        Delivered.class,
                        delivered -> assertThat(delivered.attempt().tlsPolicy()).isEqualTo("opportunistic"));
        assertThat(fixture.dns.queryCount("_" + sink.port() + "._tcp.mx.example.net", Type.TLSA))
                .isZero();
    }

    @Test
    void staysOpportunisticWhereAHostProvablyHasNoRecords() {
        withSink(SinkOptions.onLoopback().without(SinkExtension.STARTTLS));

        assertDelivered("opportunistic", false);
    }

    @Test
    void leavesWhatTheOperatorWantsVerifiedToAuthorities() throws Exception {
        tlsa(good, 3);
        fixture.tls(TlsPolicy.VERIFIED);

        assertDeferred("451 4.7.5", "required by the tls setting \"verified\"");
    }

    @Test
    void isStricterThanNoTls() throws Exception {
        tlsa(wrong, 3);
        fixture.tls(TlsPolicy.NONE);

        assertDeferred("451 4.7.5", "no TLSA record matches");
    }

    /** RFC 8461 section 2: no policy overrides a failing DANE validation. */
    @Test
    void comesBeforeAnMtaStsPolicy() throws Exception {
        TestCertificate valid =
                TestCertificate.selfSigned(InstantSource.system().instant(), "mx.example.org", "mta-sts.example.org");
        fixture.close();
        sink.close();
        sink = SmtpSink.start(SinkOptions.onLoopback().withCertificate(valid));
        try (PolicyServer server = PolicyServer.start(valid).policy("enforce", 86_400, "mx.example.org")) {
            fixture = new GatewayFixture(sink.port(), Optional.of(valid.trusting()))
                    .policyPort(server.port())
                    .dane();
            fixture.dns
                    .secure("example.org")
                    .a("mta-sts.example.org", "127.0.0.1")
                    .txt("_mta-sts.example.org", "v=STSv1; id=1;");
            tlsa(good, 3);

            assertDeferred("451 4.7.5", "no TLSA record matches");
            assertThat(server.requests()).isEqualTo(1);
        }
    }

    private static final EnvelopeOptions REQUIRE_TLS = new EnvelopeOptions(null, null, false, false, true, 0, null);

    private DeliveryOutcome deliverRequiringTls() {
        var message = GatewayFixture.message(REQUIRE_TLS, GatewayFixture.content("Subject: x\r\n\r\n"), TO);
        return fixture.deliver(message).getFirst().outcome();
    }

    /** RFC 8689 section 4.2.1: DNSSEC proves the host, and TLSA its certificate. */
    @Test
    void passesRequireTlsOnToAHostThatDnsProves() throws Exception {
        withSink(SinkOptions.onLoopback().withCertificate(good).with(SinkExtension.REQUIRETLS));
        tlsa(good, 3);

        assertThat(deliverRequiringTls()).isInstanceOf(Delivered.class);
    }

    @Test
    void wantsAValidCertificateForRequireTlsWhereNoRecordCanBeUsed() throws Exception {
        withSink(SinkOptions.onLoopback().withCertificate(good).with(SinkExtension.REQUIRETLS));
        tlsa(good, 1);

        assertThat(deliverRequiringTls()).isInstanceOf(Deferred.class);
        assertThat(sink.messages()).isEmpty();
    }

    /** RFC 8689 section 5. */
    @Test
    void deliversWhatNeedsNoTlsDespiteRecordsThatDoNotMatch() throws Exception {
        tlsa(wrong, 3);
        EnvelopeOptions options = new EnvelopeOptions(null, null, false, false, false, 0, null, true);
        var message = GatewayFixture.message(options, GatewayFixture.content("Subject: x\r\n\r\n"), TO);

        assertThat(fixture.deliver(message).getFirst().outcome()).isInstanceOf(Delivered.class);
        assertThat(fixture.sessions).isEmpty();
    }

    @Test
    void bouncesMailThatRequiresTlsWhereNothingIsProven() {
        fixture.domain("example.net", "127.0.0.1");
        var message =
                GatewayFixture.message(REQUIRE_TLS, GatewayFixture.content("Subject: x\r\n\r\n"), "bob@example.net");

        assertThat(fixture.deliver(message).getFirst().outcome()).isInstanceOf(Bounced.class);
    }
}
