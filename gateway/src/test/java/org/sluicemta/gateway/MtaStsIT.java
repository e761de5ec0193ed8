package org.sluicemta.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluicemta.egress.TlsFailure;
import org.sluicemta.egress.TlsSession;
import org.sluicemta.mail.EnvelopeOptions;
import org.sluicemta.outcome.DeliveryOutcome;
import org.sluicemta.outcome.DeliveryOutcome.Bounced;
import org.sluicemta.outcome.DeliveryOutcome.Deferred;
import org.sluicemta.outcome.DeliveryOutcome.Delivered;
import org.sluicemta.response.ResponseClass;
import org.sluicemta.testing.dns.DnsTrouble;
import org.sluicemta.testing.event.Waiting;
import org.sluicemta.testing.smtp.SinkExtension;
import org.sluicemta.testing.smtp.SinkFault;
import org.sluicemta.testing.smtp.SinkOptions;
import org.sluicemta.testing.smtp.SinkPhase;
import org.sluicemta.testing.smtp.SinkRule;
import org.sluicemta.testing.smtp.SinkScript;
import org.sluicemta.testing.smtp.SmtpSink;
import org.sluicemta.testing.tls.PolicyServer;
import org.sluicemta.testing.tls.TestAuthority;
import org.sluicemta.testing.tls.TestCertificate;

/** Domains with an MTA-STS policy, and what is between them and their mail: no mail in clear where they forbid it. */
class MtaStsIT {
    private static final long WEEK = 604_800;
    private static final String TO = "anna@example.org";

    private final TestCertificate good = TestCertificate.selfSigned(
            InstantSource.system().instant(), "mx.example.org", "mta-sts.example.org", "mta-sts.example.net");
    private final TestCertificate wrong =
            TestCertificate.selfSigned(InstantSource.system().instant(), "elsewhere.example");
    private List<X509Certificate> trusted = List.of(good.certificate());
    private SmtpSink sink = SmtpSink.start(SinkOptions.onLoopback().withCertificate(good));
    private PolicyServer server = PolicyServer.start(good).policy("enforce", WEEK, "mx.example.org");
    private GatewayFixture fixture = open();

    private GatewayFixture open() {
        return published(new GatewayFixture(sink.port(), Optional.of(TestCertificate.trusting(trusted))));
    }

    private GatewayFixture published(GatewayFixture gateway) {
        gateway.policyPort(server.port());
        gateway.dns.a("mta-sts.example.org", "127.0.0.1").txt("_mta-sts.example.org", "v=STSv1; id=one;");
        return gateway;
    }

    /** Starts again with another server in the place of the domain's own. */
    private void withSink(SinkOptions options) {
        fixture.close();
        sink.close();
        sink = SmtpSink.start(options);
        fixture = open();
    }

    @AfterEach
    void close() {
        fixture.close();
        sink.close();
        server.close();
    }

    private static void assertDeferred(DeliveryOutcome outcome, String reply, String why) {
        assertThat(outcome).isInstanceOfSatisfying(Deferred.class, deferred -> {
            assertThat(deferred.reply().toString())
                    .startsWith(reply)
                    .contains(why, "MTA-STS policy one of example.org");
            assertThat(deferred.classification().responseClass()).isEqualTo(ResponseClass.TLS_FAILED);
        });
    }

    private void assertDelivered(boolean encrypted) {
        assertThat(fixture.deliverOne(TO)).isInstanceOfSatisfying(Delivered.class, delivered -> {
            assertThat(delivered.attempt().tls() != null).isEqualTo(encrypted);
            assertThat(delivered.attempt().tlsPolicy()).isEqualTo(encrypted ? "mta-sts one" : "opportunistic");
        });
    }

    private static TlsSession session(String policyId, @Nullable TlsFailure failure) {
        return new TlsSession("example.org", TlsSession.Kind.STS, policyId, "mx.example.org", failure);
    }

    private void assertCounted(TlsFailure failure) {
        assertThat(fixture.sessions).containsOnly(session("one", failure));
    }

    @Test
    void deliversToAHostThatThePolicyNames() {
        assertDelivered(true);
        assertDelivered(true);

        assertThat(server.requests()).isEqualTo(1);
        assertThat(fixture.sessions).as("one connection").containsExactly(session("one", null));
        assertThat(fixture.dns.queries().stream().filter(query -> query.name().startsWith("_mta-sts.")))
                .hasSize(1);
    }

    @Test
    void sendsNothingToAHostThatThePolicyDoesNotName() {
        server.policy("enforce", WEEK, "mx1.example.org", "*.mx.example.org");

        assertDeferred(fixture.deliverOne(TO), "451 4.7.5", "its MX records name mx.example.org");
        assertThat(sink.counts().connections()).isZero();
        assertCounted(TlsFailure.VALIDATION_FAILURE);
    }

    @Test
    void leavesOutHostsThatThePolicyDoesNotName() {
        fixture.dns.mx("example.org", 1, "mx.evil.example").a("mx.evil.example", "127.0.0.1");

        assertThat(fixture.deliverOne(TO))
                .isInstanceOfSatisfying(
                        Delivered.class,
                        delivered ->
                                assertThat(delivered.attempt().remoteHost()).isEqualTo("mx.example.org"));
    }

    @Test
    void sendsNothingInClearWhereStartTlsWasStripped() {
        withSink(SinkOptions.onLoopback().without(SinkExtension.STARTTLS));

        assertDeferred(fixture.deliverOne(TO), "451 4.7.4", "does not offer TLS");
        assertThat(sink.messages()).isEmpty();
        assertCounted(TlsFailure.STARTTLS_NOT_SUPPORTED);
    }

    @Test
    void sendsNothingInClearWhereStartTlsIsRefused() {
        sink.script(SinkScript.of(SinkRule.at(SinkPhase.STARTTLS).answer(502, "5.5.1 Not here")));

        assertDeferred(fixture.deliverOne(TO), "451 4.7.4", "refuses STARTTLS");
        assertThat(sink.messages()).isEmpty();
    }

    @Test
    void sendsNothingInClearWhereTheHandshakeFails() {
        sink.script(SinkScript.of(SinkRule.at(SinkPhase.STARTTLS).then(new SinkFault.BrokenTlsHandshake())));

        assertDeferred(fixture.deliverOne(TO), "451 4.7.5", "sent more in clear");
        assertDeferred(fixture.deliverOne(TO), "451 4.7.5", "sent more in clear");
        assertThat(sink.messages()).isEmpty();
    }

    @Test
    void sendsNothingToAWrongCertificate() {
        withSink(SinkOptions.onLoopback().withCertificate(wrong));

        assertDeferred(fixture.deliverOne(TO), "451 4.7.5", "TLS handshake failed");
        assertThat(sink.messages()).isEmpty();
        assertCounted(TlsFailure.CERTIFICATE_NOT_TRUSTED);
    }

    @Test
    void sendsNothingToTheCertificateOfAnotherHost() {
        trusted = List.of(good.certificate(), wrong.certificate());
        withSink(SinkOptions.onLoopback().withCertificate(wrong));

        assertDeferred(fixture.deliverOne(TO), "451 4.7.5", "TLS handshake failed");
        assertCounted(TlsFailure.CERTIFICATE_HOST_MISMATCH);
    }

    @Test
    void sendsNothingToAnExpiredCertificate() {
        TestAuthority authority = TestAuthority.named(InstantSource.system().instant(), "authority");
        TestCertificate expired = authority.issue(Duration.ofDays(-1), "dns:mx.example.org");
        trusted = List.of(good.certificate(), authority.certificate());
        withSink(SinkOptions.onLoopback().withCertificate(expired));

        assertDeferred(fixture.deliverOne(TO), "451 4.7.5", "TLS handshake failed");
        assertCounted(TlsFailure.CERTIFICATE_EXPIRED);
    }

    /** It is reported as if the policy were enforced. */
    @Test
    void countsWhatATestedPolicyWouldRefuse() {
        server.policy("testing", WEEK, "mx.example.org");
        assertDeliveredInTesting();
        assertThat(fixture.sessions).containsExactly(session("one", null));

        withSink(SinkOptions.onLoopback().withCertificate(wrong));
        assertDeliveredInTesting();
        assertCounted(TlsFailure.CERTIFICATE_NOT_TRUSTED);

        withSink(SinkOptions.onLoopback().without(SinkExtension.STARTTLS));
        assertDelivered(false);
        assertCounted(TlsFailure.STARTTLS_NOT_SUPPORTED);

        server.policy("testing", WEEK, "elsewhere.example.org");
        withSink(SinkOptions.onLoopback().withCertificate(good));
        assertDeliveredInTesting();
        assertCounted(TlsFailure.VALIDATION_FAILURE);
    }

    private void assertDeliveredInTesting() {
        assertThat(fixture.deliverOne(TO))
                .isInstanceOfSatisfying(
                        Delivered.class,
                        delivered -> assertThat(delivered.attempt().tls()).isNotNull());
    }

    @ParameterizedTest
    @ValueSource(strings = {"testing", "none"})
    void doesNotInsistInOtherModes(String mode) {
        withSink(SinkOptions.onLoopback().without(SinkExtension.STARTTLS));
        server.policy(mode, WEEK, "elsewhere.example");

        assertDelivered(false);
    }

    private enum Trouble {
        REDIRECT,
        MEGABYTE,
        HTML,
        NOT_FOUND,
        NO_VERSION,
        WRONG_CERTIFICATE,
        NO_ADDRESS,
        NOBODY_THERE
    }

    /** RFC 8461 section 3.3: mail goes as if there were no policy. */
    @ParameterizedTest
    @EnumSource(Trouble.class)
    void goesOnWithoutAPolicyThatCannotBeFetched(Trouble trouble) {
        withSink(SinkOptions.onLoopback().without(SinkExtension.STARTTLS));
        bring(trouble);

        assertDelivered(false);
        assertDelivered(false);
        assertThat(server.requests()).as("fetched again so soon").isLessThanOrEqualTo(1);
        assertThat(fixture.sessions).contains(session("", failureOf(trouble)));
    }

    /** A policy that was known before stays in force. */
    @ParameterizedTest
    @EnumSource(Trouble.class)
    void insistsOnAKeptPolicyThatCannotBeFetchedAgain(Trouble trouble) throws Exception {
        assertDelivered(true);
        Waiting.until(
                "a kept policy", () -> fixture.policies.find("example.org").isPresent());
        fixture.close();
        sink.close();
        sink = SmtpSink.start(SinkOptions.onLoopback().without(SinkExtension.STARTTLS));
        fixture = published(new GatewayFixture(sink.port(), Optional.of(good.trusting()), fixture.policies));
        fixture.dns.remove("_mta-sts.example.org").txt("_mta-sts.example.org", "v=STSv1; id=two;");
        bring(trouble);

        assertDeferred(fixture.deliverOne(TO), "451 4.7.4", "does not offer TLS");
        assertThat(sink.messages()).isEmpty();
    }

    private static TlsFailure failureOf(Trouble trouble) {
        return switch (trouble) {
            case NO_VERSION -> TlsFailure.STS_POLICY_INVALID;
            case WRONG_CERTIFICATE -> TlsFailure.STS_WEBPKI_INVALID;
            default -> TlsFailure.STS_POLICY_FETCH_ERROR;
        };
    }

    private void bring(Trouble trouble) {
        switch (trouble) {
            case REDIRECT -> server.reply(302, "text/plain", "");
            case MEGABYTE -> server.reply(200, "text/plain", "version: STSv1\nmode: none\nmax_age: 1\n".repeat(30_000));
            case HTML -> server.reply(200, "text/html", "version: STSv1\nmode: none\nmax_age: 1\n");
            case NOT_FOUND -> server.reply(404, "text/plain", "");
            case NO_VERSION -> server.reply(200, "text/plain", "mode: none\nmax_age: 1\n");
            case WRONG_CERTIFICATE -> {
                server.close();
                server = PolicyServer.start(wrong).policy("none", WEEK);
                fixture.policyPort(server.port());
            }
            case NO_ADDRESS -> fixture.dns.remove("mta-sts.example.org");
            case NOBODY_THERE -> server.close();
        }
    }

    @Test
    void insistsOnAKeptPolicyWhileDnsIsBlocked() throws Exception {
        assertDelivered(true);
        Waiting.until(
                "a kept policy", () -> fixture.policies.find("example.org").isPresent());
        fixture.close();
        sink.close();
        sink = SmtpSink.start(SinkOptions.onLoopback().without(SinkExtension.STARTTLS));
        fixture = published(new GatewayFixture(sink.port(), Optional.of(good.trusting()), fixture.policies));
        fixture.dns.trouble("_mta-sts.example.org", DnsTrouble.SERVFAIL);

        assertDeferred(fixture.deliverOne(TO), "451 4.7.4", "does not offer TLS");
    }

    @Test
    void findsPoliciesWhileTheStoreIsAway() {
        fixture.policies.goAway();
        server.policy("enforce", WEEK, "elsewhere.example");

        assertDeferred(fixture.deliverOne(TO), "451 4.7.5", "its MX records name mx.example.org");
    }

    @Test
    void sharesNoConnectionWithADomainWithoutPolicy() {
        fixture.dns.mx("example.net", 10, "mx.example.org");

        assertThat(fixture.deliverOne("bob@example.net")).isInstanceOf(Delivered.class);
        assertDelivered(true);
        assertThat(fixture.deliverOne("bob@example.net")).isInstanceOf(Delivered.class);
        assertDelivered(true);

        assertThat(sink.counts().connections()).isEqualTo(2);
    }

    /** What one domain may send in clear, another that has the same host may not. */
    @Test
    void sharesNoMemoryOfHostsWithoutTls() {
        fixture.dns.mx("example.net", 10, "mx.example.org");
        sink.script(SinkScript.of(SinkRule.at(SinkPhase.STARTTLS).then(new SinkFault.BrokenTlsHandshake())));

        assertThat(fixture.deliverOne("bob@example.net")).isInstanceOf(Delivered.class);
        assertDeferred(fixture.deliverOne(TO), "451 4.7.5", "sent more in clear");
    }

    /** It costs its own domain a bounded wait, and others none. */
    @Test
    void waitsForASilentPolicyHostNoLongerThanItMust() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            fixture.policyPort(silent.getLocalPort());
            fixture.domain("example.com", "127.0.0.1");
            CompletableFuture<DeliveryOutcome> slow = CompletableFuture.supplyAsync(() -> fixture.deliverOne(TO));
            fixture.dns.awaitQuery(query -> query.name().startsWith("mta-sts.example.org"), GatewayFixture.BOUND);

            assertThat(fixture.deliverOne("carl@example.com")).isInstanceOf(Delivered.class);
            assertThat(slow).isNotDone();
            assertThat(slow.get(30, TimeUnit.SECONDS)).isInstanceOf(Delivered.class);
        } catch (IOException e) {
            throw new AssertionError("no port is free", e);
        }
    }

    private static final EnvelopeOptions REQUIRE_TLS = new EnvelopeOptions(null, null, false, false, true, 0, null);

    private DeliveryOutcome deliverRequiringTls() {
        withSink(SinkOptions.onLoopback().withCertificate(good).with(SinkExtension.REQUIRETLS));
        var message = GatewayFixture.message(REQUIRE_TLS, GatewayFixture.content("Subject: x\r\n\r\n"), TO);
        return fixture.deliver(message).getFirst().outcome();
    }

    /** RFC 8689 section 4.2.1: an enforced policy proves the hosts. */
    @Test
    void passesRequireTlsOnToAHostThatThePolicyProves() {
        assertThat(deliverRequiringTls()).isInstanceOf(Delivered.class);
        assertThat(sink.messages().getFirst().tls()).isTrue();
    }

    private DeliveryOutcome deliverWithoutPolicies(boolean requireTls) {
        EnvelopeOptions options = new EnvelopeOptions(null, null, false, false, requireTls, 0, null, true);
        var message = GatewayFixture.message(options, GatewayFixture.content("Subject: x\r\n\r\n"), TO);
        return fixture.deliver(message).getFirst().outcome();
    }

    /** RFC 8689 section 5: a message about the broken TLS must get there; RFC 8460 section 3 wants it uncounted. */
    @Test
    void deliversWhatNeedsNoTlsWhereThePolicyForbidsTheHost() {
        server.policy("enforce", WEEK, "other.example.org");

        assertDeferred(fixture.deliverOne(TO), "451 4.7.5", "allows other.example.org");
        fixture.sessions.clear();
        assertThat(deliverWithoutPolicies(false))
                .isInstanceOfSatisfying(
                        Delivered.class,
                        delivered -> assertThat(delivered.attempt().tlsPolicy()).isEqualTo("opportunistic"));
        assertThat(fixture.sessions).isEmpty();
    }

    /** RFC 8689 section 4.1: REQUIRETLS is stronger than the field. */
    @Test
    void ignoresThatAMessageNeedsNoTlsIfItRequiresIt() {
        assertThat(deliverWithoutPolicies(true)).isInstanceOf(Bounced.class);
        assertThat(sink.messages()).isEmpty();
    }

    @Test
    void bouncesMailThatRequiresTlsWhereThePolicyIsOnlyTested() {
        server.policy("testing", WEEK, "mx.example.org");

        assertThat(deliverRequiringTls())
                .isInstanceOfSatisfying(
                        Bounced.class,
                        bounced -> assertThat(bounced.reply().enhancedStatus()).isEqualTo("5.7.30"));
    }
}
