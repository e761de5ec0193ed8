package org.sluicemta.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluicemta.gateway.GatewayFixture.message;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sluicemta.egress.NextHop;
import org.sluicemta.egress.NextHopCredential;
import org.sluicemta.egress.TlsPolicy;
import org.sluicemta.outcome.DeliveryOutcome;
import org.sluicemta.outcome.DeliveryOutcome.Bounced;
import org.sluicemta.outcome.DeliveryOutcome.Deferred;
import org.sluicemta.outcome.DeliveryOutcome.Delivered;
import org.sluicemta.outcome.RecipientOutcome;
import org.sluicemta.testing.dns.DnsTrouble;
import org.sluicemta.testing.smtp.SinkExtension;
import org.sluicemta.testing.smtp.SinkOptions;
import org.sluicemta.testing.smtp.SinkPhase;
import org.sluicemta.testing.smtp.SinkRule;
import org.sluicemta.testing.smtp.SinkScript;
import org.sluicemta.testing.smtp.SmtpSink;
import org.xbill.DNS.Type;

/** Where mail goes: MX records and their troubles, next hops, the relay host, address literals. */
class DestinationIT {
    private final SmtpSink sink = SmtpSink.start(SinkOptions.onLoopback().withAddresses("127.0.0.1", "127.0.0.11"));
    private final GatewayFixture fixture = new GatewayFixture(sink.port());

    @AfterEach
    void close() {
        fixture.close();
        sink.close();
    }

    private static void assertBounced(DeliveryOutcome outcome, String reply) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Bounced.class,
                        bounced -> assertThat(bounced.reply().toString()).startsWith(reply));
    }

    private static void assertDeferred(DeliveryOutcome outcome, String reply) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Deferred.class,
                        deferred -> assertThat(deferred.reply().toString()).startsWith(reply));
    }

    @Test
    void bouncesOnNullMx() {
        fixture.dns.nullMx("null.example");

        assertBounced(fixture.deliverOne("a@null.example"), "556 5.1.10");
    }

    @Test
    void bouncesWhenDomainDoesNotExist() {
        assertBounced(fixture.deliverOne("a@missing.example"), "550 5.1.2");
    }

    @Test
    void bouncesWhenDomainHasNeitherMxNorAddress() {
        fixture.dns.txt("text.example", "no mail here");

        assertBounced(fixture.deliverOne("a@text.example"), "550 5.1.2");
    }

    @Test
    void bouncesWhenExchangerHasNoAddress() {
        fixture.dns.mx("broken.example", 10, "nowhere.example");

        assertBounced(fixture.deliverOne("a@broken.example"), "550 5.4.4");
    }

    @Test
    void defersWhenDnsFails() {
        fixture.dns.trouble("fails.example", DnsTrouble.SERVFAIL);

        assertDeferred(fixture.deliverOne("a@fails.example"), "451 4.4.3");
    }

    @Test
    void defersWhenDnsIsSilent() {
        try (GatewayFixture impatient = GatewayFixture.withSilentDns(sink.port())) {
            impatient.dns.trouble("silent.example", DnsTrouble.SILENCE);

            assertDeferred(impatient.deliverOne("a@silent.example"), "451 4.4.3");
        }
    }

    @Test
    void defersWhenAddressOfExchangerCannotBeFound() {
        fixture.dns.mx("half.example", 10, "mx.half.example").trouble("mx.half.example", DnsTrouble.SERVFAIL);

        assertDeferred(fixture.deliverOne("a@half.example"), "451 4.4.3");
    }

    @Test
    void deliversToDomainWithoutMxRecords() {
        fixture.dns.a("plain.example", "127.0.0.1");

        assertThat(fixture.deliverOne("a@plain.example")).isInstanceOf(Delivered.class);
    }

    @Test
    void followsAliases() {
        fixture.dns
                .cname("alias.example", "real.example")
                .mx("real.example", 10, "mxalias.example")
                .cname("mxalias.example", "mx.example.org");

        assertThat(fixture.deliverOne("a@alias.example")).isInstanceOf(Delivered.class);
    }

    @Test
    void triesNextExchangerWhenFirstRefusesConnection() {
        fixture.dns
                .mx("two.example", 10, "down.example")
                .a("down.example", "127.0.0.77")
                .mx("two.example", 20, "mx.example.org");

        assertThat(fixture.deliverOne("a@two.example"))
                .isInstanceOfSatisfying(
                        Delivered.class,
                        delivered ->
                                assertThat(delivered.attempt().remoteHost()).isEqualTo("mx.example.org"));
    }

    @Test
    void triesNextAddressWhenFirstGreetsWithRefusal() {
        fixture.dns.mx("busy.example", 10, "busy1.example").a("busy1.example", "127.0.0.1");
        fixture.dns.mx("busy.example", 20, "busy2.example").a("busy2.example", "127.0.0.11");
        sink.script(SinkScript.of(SinkRule.at(SinkPhase.CONNECT).to("127.0.0.1").answer(421, "4.3.2 Busy")));

        fixture.deliverOne("a@busy.example");

        assertThat(sink.messages().getFirst().localAddress()).isEqualTo("127.0.0.11");
    }

    @Test
    void defersWhenNoAddressAnswers() {
        fixture.domain("down.example", "127.0.0.77", "127.0.0.78");

        assertThat(fixture.deliverOne("a@down.example")).isInstanceOfSatisfying(Deferred.class, deferred -> {
            assertThat(deferred.reply().toString()).startsWith("451 4.4.1 Cannot connect");
            assertThat(deferred.attempt().remoteHost()).isEqualTo("mx.down.example");
        });
    }

    @Test
    void deliversToAddressLiteral() {
        assertThat(fixture.deliverOne("a@[127.0.0.1]")).isInstanceOf(Delivered.class);
        assertThat(sink.messages().getFirst().recipients()).containsExactly("a@[127.0.0.1]");
    }

    @Test
    void bouncesWhenExchangerIsThisServer() {
        fixture.dns.mx("loop.example", 10, "mta.sluice.test").a("mta.sluice.test", "127.0.0.1");

        assertBounced(fixture.deliverOne("a@loop.example"), "554 5.4.6");
    }

    @Test
    void asksDnsOnceForManyMessages() {
        for (int i = 0; i < 5; i++) {
            fixture.deliverOne("anna@example.org");
        }

        assertThat(fixture.dns.queryCount("example.org", Type.MX)).isEqualTo(1);
    }

    @Test
    void deliversEachDomainOfOneMessageInItsOwnTransaction() {
        fixture.domain("other.example", "127.0.0.11");

        List<RecipientOutcome> outcomes =
                fixture.deliver(message("a@example.org", "b@other.example", "c@missing.example", "d@example.org"));

        assertThat(outcomes)
                .extracting(one -> one.outcome().getClass().getSimpleName())
                .containsExactly("Delivered", "Delivered", "Bounced", "Delivered");
        assertThat(sink.messages().get(0).recipients()).containsExactly("a@example.org", "d@example.org");
        assertThat(sink.messages().get(1).recipients()).containsExactly("b@other.example");
    }

    @Test
    void sendsDomainWithNextHopThere() {
        fixture.nextHop("hop.example", new NextHop("127.0.0.11", sink.port(), null, TlsPolicy.NONE));

        fixture.deliverOne("a@hop.example");

        assertThat(sink.messages().getFirst().localAddress()).isEqualTo("127.0.0.11");
        assertThat(sink.messages().getFirst().tls()).isFalse();
    }

    @Test
    void sendsEverythingToRelayHostWithPassword() {
        SinkOptions options = SinkOptions.onLoopback().withCredentials("relay-user", "sesame");
        try (SmtpSink smarthost = SmtpSink.start(options)) {
            fixture.relayHost(new NextHop(
                    "127.0.0.1",
                    smarthost.port(),
                    new NextHopCredential("relay-user", "sesame"),
                    TlsPolicy.OPPORTUNISTIC));

            assertThat(fixture.deliverOne("a@anywhere.example")).isInstanceOf(Delivered.class);
            assertThat(smarthost.messages().getFirst().authIdentity()).isEqualTo(Optional.of("relay-user"));
        }
    }

    @Test
    void defersWhenRelayHostRefusesPassword() {
        SinkOptions options = SinkOptions.onLoopback().withCredentials("relay-user", "sesame");
        try (SmtpSink smarthost = SmtpSink.start(options)) {
            fixture.relayHost(new NextHop(
                    "127.0.0.1", smarthost.port(), new NextHopCredential("relay-user", "wrong"), TlsPolicy.REQUIRED));

            assertThat(fixture.deliverOne("a@anywhere.example"))
                    .isInstanceOfSatisfying(
                            Deferred.class,
                            deferred -> assertThat(deferred.reply().code()).isEqualTo(535));
        }
    }

    @Test
    void keepsPasswordWhenRelayHostOffersNoTls() {
        SinkOptions options = SinkOptions.onLoopback().withCredentials("u", "p").without(SinkExtension.STARTTLS);
        try (SmtpSink smarthost = SmtpSink.start(options)) {
            NextHopCredential credential = new NextHopCredential("u", "p");
            fixture.relayHost(new NextHop("127.0.0.1", smarthost.port(), credential, TlsPolicy.OPPORTUNISTIC));
            assertDeferred(fixture.deliverOne("a@anywhere.example"), "451 4.7.0");
            assertThat(smarthost.counts().command("AUTH")).isZero();

            fixture.relayHost(new NextHop("127.0.0.1", smarthost.port(), credential, TlsPolicy.NONE));
            assertThat(fixture.deliverOne("a@anywhere.example")).isInstanceOf(Delivered.class);
        }
    }
}
