package org.sluicemta.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluicemta.egress.NextHop;
import org.sluicemta.egress.TlsPolicy;
import org.sluicemta.mail.EnvelopeOptions;
import org.sluicemta.outcome.DeliveryOutcome;
import org.sluicemta.outcome.DeliveryOutcome.Bounced;
import org.sluicemta.outcome.DeliveryOutcome.Deferred;
import org.sluicemta.outcome.DeliveryOutcome.Delivered;
import org.sluicemta.testing.event.Waiting;
import org.sluicemta.testing.smtp.SinkExtension;
import org.sluicemta.testing.smtp.SinkFault;
import org.sluicemta.testing.smtp.SinkOptions;
import org.sluicemta.testing.smtp.SinkPhase;
import org.sluicemta.testing.smtp.SinkRule;
import org.sluicemta.testing.smtp.SinkScript;
import org.sluicemta.testing.smtp.SmtpSink;
import org.sluicemta.testing.tls.TestCertificate;

/** Each TLS policy against servers with good TLS, no TLS, broken TLS and the wrong certificate. */
class TlsIT {
    private final TestCertificate good =
            TestCertificate.selfSigned(InstantSource.system().instant(), "mx.example.org");
    private final TestCertificate wrong =
            TestCertificate.selfSigned(InstantSource.system().instant(), "elsewhere.example");

    private DeliveryOutcome deliver(TlsPolicy policy, SinkOptions options, TestCertificate trusted) throws Exception {
        try (SmtpSink sink = SmtpSink.start(options);
                GatewayFixture fixture = new GatewayFixture(sink.port(), Optional.of(trusted.trusting()))) {
            return fixture.tls(policy).deliverOne("anna@example.org");
        }
    }

    @ParameterizedTest
    @EnumSource(value = TlsPolicy.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void encryptsWhenServerOffersIt(TlsPolicy policy) throws Exception {
        DeliveryOutcome outcome = deliver(policy, SinkOptions.onLoopback().withCertificate(good), good);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Delivered.class,
                        delivered -> assertThat(delivered.attempt().tls()).startsWith("TLSv1.3 TLS_"));
    }

    @Test
    void staysInClearWhenPolicyIsNone() throws Exception {
        DeliveryOutcome outcome = deliver(TlsPolicy.NONE, SinkOptions.onLoopback(), good);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Delivered.class,
                        delivered -> assertThat(delivered.attempt().tls()).isNull());
    }

    @Test
    void takesAnyCertificateUnlessVerified() throws Exception {
        SinkOptions options = SinkOptions.onLoopback().withCertificate(wrong);

        assertThat(deliver(TlsPolicy.OPPORTUNISTIC, options, good)).isInstanceOf(Delivered.class);
        assertThat(deliver(TlsPolicy.REQUIRED, options, good)).isInstanceOf(Delivered.class);
    }

    @Test
    void defersWhenCertificateIsNotTrusted() throws Exception {
        assertDeferred(deliver(TlsPolicy.VERIFIED, SinkOptions.onLoopback().withCertificate(good), wrong), "451 4.7.5");
    }

    @Test
    void defersWhenCertificateNamesAnotherHost() throws Exception {
        assertDeferred(
                deliver(TlsPolicy.VERIFIED, SinkOptions.onLoopback().withCertificate(wrong), wrong), "451 4.7.5");
    }

    @ParameterizedTest
    @EnumSource(
            value = TlsPolicy.class,
            names = {"REQUIRED", "VERIFIED"})
    void defersWhenServerOffersNoTls(TlsPolicy policy) throws Exception {
        assertDeferred(deliver(policy, SinkOptions.onLoopback().without(SinkExtension.STARTTLS), good), "451 4.7.4");
    }

    @ParameterizedTest
    @ValueSource(ints = {454, 501, 502, 554})
    void defersWhenServerRefusesStartTls(int code) {
        try (SmtpSink sink = SmtpSink.start();
                GatewayFixture fixture = new GatewayFixture(sink.port())) {
            sink.script(SinkScript.of(SinkRule.at(SinkPhase.STARTTLS).answer(code, "Not here")));

            assertThat(fixture.tls(TlsPolicy.REQUIRED).deliverOne("anna@example.org"))
                    .isInstanceOf(Deferred.class);
            assertThat(sink.messages()).isEmpty();
        }
    }

    private static void assertDeferred(DeliveryOutcome outcome, String reply) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Deferred.class,
                        deferred -> assertThat(deferred.reply().toString()).startsWith(reply));
    }

    @Test
    void sendsInClearWhenHandshakeFails() throws Exception {
        try (SmtpSink sink = SmtpSink.start();
                GatewayFixture fixture = new GatewayFixture(sink.port())) {
            sink.script(SinkScript.of(SinkRule.at(SinkPhase.STARTTLS).then(new SinkFault.BrokenTlsHandshake())));

            assertThat(fixture.deliverOne("anna@example.org"))
                    .isInstanceOfSatisfying(
                            Delivered.class,
                            delivered ->
                                    assertThat(delivered.attempt().tlsPolicy()).isEqualTo("handshake-failed"));
            assertThat(sink.counts().connections()).isEqualTo(2);
            assertThat(sink.messages().getFirst().tls()).isFalse();
            Waiting.until(
                    "the host among those that are kept",
                    () -> fixture.clearOnly.load().containsKey("127.0.0.1:" + sink.port()));
        }
    }

    @Test
    void defersWhenHandshakeFailsAndTlsIsRequired() throws Exception {
        try (SmtpSink sink = SmtpSink.start();
                GatewayFixture fixture = new GatewayFixture(sink.port())) {
            sink.script(SinkScript.of(SinkRule.at(SinkPhase.STARTTLS).then(new SinkFault.BrokenTlsHandshake())));

            assertDeferred(fixture.tls(TlsPolicy.REQUIRED).deliverOne("anna@example.org"), "451 4.7.5");
        }
    }

    /** RFC 8689 section 1: the field is about the policies of recipients, not about those of whoever sends. */
    @Test
    void demandsWhatTheOperatorDoesOfMailThatNeedsNoTls() throws Exception {
        try (SmtpSink sink = SmtpSink.start();
                GatewayFixture fixture = new GatewayFixture(sink.port())) {
            sink.script(SinkScript.of(SinkRule.at(SinkPhase.STARTTLS).then(new SinkFault.BrokenTlsHandshake())));
            EnvelopeOptions options = new EnvelopeOptions(null, null, false, false, false, 0, null, true);
            var message =
                    GatewayFixture.message(options, GatewayFixture.content("Subject: x\r\n\r\n"), "anna@example.org");

            assertDeferred(
                    fixture.tls(TlsPolicy.REQUIRED).deliver(message).getFirst().outcome(), "451 4.7.5");
        }
    }

    @Test
    void sendsInClearWhenServerTakesItsOfferBack() throws Exception {
        try (SmtpSink sink = SmtpSink.start();
                GatewayFixture fixture = new GatewayFixture(sink.port())) {
            sink.script(SinkScript.of(SinkRule.at(SinkPhase.STARTTLS).answer(454, "4.7.0 TLS not available")));

            assertThat(fixture.deliverOne("anna@example.org")).isInstanceOf(Delivered.class);
            assertThat(sink.counts().connections()).isEqualTo(1);
        }
    }

    private static final EnvelopeOptions REQUIRE_TLS = new EnvelopeOptions(null, null, false, false, true, 0, null);

    private DeliveryOutcome deliverRequiringTls(SinkOptions options, boolean overHop) throws Exception {
        try (SmtpSink sink = SmtpSink.start(options.withCertificate(good));
                GatewayFixture fixture = new GatewayFixture(sink.port(), Optional.of(good.trusting()))) {
            if (overHop) {
                fixture.relayHost(new NextHop("mx.example.org", sink.port(), null, TlsPolicy.OPPORTUNISTIC));
            }
            var message = GatewayFixture.message(
                    REQUIRE_TLS, GatewayFixture.content("Subject: x\r\n\r\n"), "anna@example.org");
            return fixture.deliver(message).getFirst().outcome();
        }
    }

    private static void assertRequiresTls(DeliveryOutcome outcome) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Bounced.class,
                        bounced -> assertThat(bounced.reply().enhancedStatus()).isEqualTo("5.7.30"));
    }

    @Test
    void passesRequireTlsOnToAConfiguredHostThatOffersIt() throws Exception {
        SinkOptions options = SinkOptions.onLoopback().with(SinkExtension.REQUIRETLS);

        assertThat(deliverRequiringTls(options, true))
                .isInstanceOfSatisfying(
                        Delivered.class,
                        delivered -> assertThat(delivered.attempt().tls()).isNotNull());
    }

    @Test
    void bouncesMailThatRequiresTlsWhereServerDoesNotOfferIt() throws Exception {
        assertRequiresTls(deliverRequiringTls(SinkOptions.onLoopback(), true));
    }

    @Test
    void bouncesMailThatRequiresTlsWhereNothingProvesTheHost() throws Exception {
        assertRequiresTls(deliverRequiringTls(SinkOptions.onLoopback().with(SinkExtension.REQUIRETLS), false));
    }
}
