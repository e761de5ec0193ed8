package org.sluicemta.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluicemta.egress.AddressOrder;
import org.sluicemta.outcome.DeliveryOutcome.Deferred;
import org.sluicemta.outcome.DeliveryOutcome.Delivered;
import org.sluicemta.testing.smtp.SinkOptions;
import org.sluicemta.testing.smtp.SmtpSink;

/** Hosts with addresses of both families. */
class AddressFamilyIT {
    private static final String FOUR = "127.0.0.1";
    private static final String SIX = "0:0:0:0:0:0:0:1";

    private final SmtpSink sink = SmtpSink.start(SinkOptions.onLoopback());
    private final GatewayFixture fixture = new GatewayFixture(sink.port());

    @BeforeEach
    void begin() {
        assumeTrue(hasIpv6(), "this host has IPv6");
        fixture.domain("both.example", FOUR).dns.aaaa("mx.both.example", SIX);
        fixture.domain("four.example", FOUR);
    }

    private static boolean hasIpv6() {
        try (DatagramSocket probe = new DatagramSocket(new InetSocketAddress(SIX, 0))) {
            return probe.isBound();
        } catch (SocketException e) {
            return false;
        }
    }

    @AfterEach
    void close() {
        fixture.close();
        sink.close();
    }

    @ParameterizedTest
    @CsvSource({
        "IPV4_FIRST, both.example, 127.0.0.1",
        "IPV6_FIRST, both.example, [::1]",
        "IPV4, both.example, 127.0.0.1",
        "IPV6, both.example, [::1]",
        "IPV6_FIRST, four.example, 127.0.0.1",
    })
    void goesToTheFamilyThatTheSitePrefers(AddressOrder order, String domain, String address) {
        try (SmtpSink both = SmtpSink.start(SinkOptions.onLoopback().withAddresses(FOUR, SIX));
                GatewayFixture there = new GatewayFixture(both.port()).addresses(order)) {
            there.domain("both.example", FOUR).dns.aaaa("mx.both.example", SIX);
            there.domain("four.example", FOUR);

            assertThat(there.deliverOne("a@" + domain))
                    .isInstanceOfSatisfying(
                            Delivered.class,
                            delivered -> assertThat(delivered.attempt().remoteAddress())
                                    .isEqualTo(address + ":" + both.port()));
        }
    }

    /** Nothing listens there over IPv6. */
    @Test
    void goesOnOverTheOtherFamilyWhereTheFirstDoesNotAnswer() {
        fixture.addresses(AddressOrder.IPV6_FIRST);

        assertThat(fixture.deliverOne("a@both.example")).isInstanceOf(Delivered.class);
    }

    @Test
    void neverGoesToAFamilyThatTheSiteExcludes() {
        fixture.addresses(AddressOrder.IPV6);

        assertThat(fixture.deliverOne("a@both.example")).isInstanceOf(Deferred.class);
        assertThat(fixture.deliverOne("a@four.example"))
                .isInstanceOfSatisfying(
                        Deferred.class,
                        deferred -> assertThat(deferred.reply().toString())
                                .contains("has no address that the site's addresses setting allows"));
        assertThat(sink.counts().connections()).isZero();
    }

    @Test
    void usesOnlyTheFamilyOfTheSource() {
        fixture.addresses(AddressOrder.IPV6_FIRST).sources(GatewayFixture.source("four", FOUR, 1));

        assertThat(fixture.deliverOne("a@both.example"))
                .isInstanceOfSatisfying(
                        Delivered.class,
                        delivered ->
                                assertThat(delivered.attempt().remoteAddress()).startsWith(FOUR));
    }
}
