package org.sluicemta.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluicemta.egress.EgressNetworks;
import org.sluicemta.egress.NextHop;
import org.sluicemta.egress.TlsPolicy;
import org.sluicemta.outcome.DeliveryOutcome;
import org.sluicemta.outcome.DeliveryOutcome.Bounced;
import org.sluicemta.outcome.DeliveryOutcome.Deferred;
import org.sluicemta.outcome.DeliveryOutcome.Delivered;
import org.sluicemta.response.ResponseClass;
import org.sluicemta.testing.dns.DnsTrouble;
import org.sluicemta.testing.smtp.SinkOptions;
import org.sluicemta.testing.smtp.SmtpSink;

/** Mail that would come back to this server is refused at once, by address. The sink at 127.0.0.11 plays the listener. */
class OwnAddressIT {
    private final SmtpSink sink = SmtpSink.start(SinkOptions.onLoopback().withAddresses("127.0.0.1", "127.0.0.11"));
    private final GatewayFixture fixture = new GatewayFixture(sink.port());

    OwnAddressIT() {
        fixture.listeners.opened(List.of(new InetSocketAddress("127.0.0.11", sink.port())));
    }

    @AfterEach
    void close() {
        fixture.close();
        sink.close();
    }

    private void assertLoop(DeliveryOutcome outcome) {
        assertThat(outcome).isInstanceOfSatisfying(Bounced.class, bounced -> {
            assertThat(bounced.reply().toString()).startsWith("554 5.4.6");
            assertThat(bounced.classification().responseClass()).isEqualTo(ResponseClass.RELAY_REFUSED);
        });
        assertThat(sink.counts().connections()).isZero();
    }

    @Test
    void refusesLiteralOfItsListener() {
        assertLoop(fixture.deliverOne("a@[127.0.0.11]"));
        assertLoop(fixture.deliverOne("a@[IPv6:::ffff:127.0.0.11]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[127.0.0.1]", "[0.0.0.0]", "[IPv6:::1]", "[IPv6:::]", "[IPv6:::ffff:127.0.0.1]"})
    void refusesLiteralOfLoopback(String domain) {
        fixture.networks(EgressNetworks.ofPort(25));

        assertLoop(fixture.deliverOne("a@" + domain));
    }

    @Test
    void refusesExchangerAtItsListener() {
        fixture.domain("loop.example", "127.0.0.11");

        assertLoop(fixture.deliverOne("a@loop.example"));
    }

    @Test
    void refusesDomainWithoutExchangerAtItsListener() {
        fixture.dns.a("bare.example", "127.0.0.11").aaaa("six.example", "::1");
        fixture.networks(EgressNetworks.ofPort(25));

        assertLoop(fixture.deliverOne("a@bare.example"));
        assertLoop(fixture.deliverOne("a@six.example"));
    }

    @Test
    void refusesEveryAddressOfThisHostWhereAListenerTakesAll() {
        fixture.listeners.opened(List.of(new InetSocketAddress("0.0.0.0", sink.port())));

        assertLoop(fixture.deliverOne("a@example.org"));
        assertLoop(fixture.deliverOne("a@[127.0.0.99]"));
    }

    @Test
    void refusesNextHopThatIsItsListener() {
        fixture.nextHop("hop.example", new NextHop("127.0.0.11", sink.port(), null, TlsPolicy.NONE));

        assertLoop(fixture.deliverOne("a@hop.example"));
    }

    @Test
    void dropsItselfAndWhatIsNotPreferred() {
        fixture.dns
                .mx("backup.example", 10, "down.example")
                .a("down.example", "127.0.0.77")
                .mx("backup.example", 20, "we.example")
                .a("we.example", "127.0.0.11")
                .mx("backup.example", 20, "mx.example.org")
                .mx("backup.example", 30, "mx.example.org");

        assertThat(fixture.deliverOne("a@backup.example")).isInstanceOf(Deferred.class);
        assertThat(sink.counts().connections()).isZero();
    }

    @Test
    void deliversToHostsPreferredToItself() {
        fixture.dns
                .mx("backup.example", 10, "mx.example.org")
                .mx("backup.example", 20, "we.example")
                .a("we.example", "127.0.0.11");

        assertThat(fixture.deliverOne("a@backup.example")).isInstanceOf(Delivered.class);
    }

    @Test
    void defersWhenPreferredHostCannotBeLookedUp() {
        fixture.dns
                .mx("backup.example", 10, "mx.backup.example")
                .trouble("mx.backup.example", DnsTrouble.SERVFAIL)
                .mx("backup.example", 20, "we.example")
                .a("we.example", "127.0.0.11");

        assertThat(fixture.deliverOne("a@backup.example")).isInstanceOf(Deferred.class);
    }

    @Test
    void refusesPrivateNetworkUnlessItIsAllowedOrNamed() {
        fixture.domain("inside.example", "10.255.255.1").networks(EgressNetworks.ofPort(25));

        assertThat(fixture.deliverOne("a@inside.example")).isInstanceOfSatisfying(Bounced.class, bounced -> {
            assertThat(bounced.reply().toString()).startsWith("550 5.4.4").doesNotContain("10.255");
            assertThat(bounced.classification().responseClass()).isEqualTo(ResponseClass.RELAY_REFUSED);
        });

        fixture.nextHop("inside.example", new NextHop("127.0.0.1", sink.port(), null, TlsPolicy.NONE));
        assertThat(fixture.deliverOne("a@inside.example")).isInstanceOf(Delivered.class);
    }
}
