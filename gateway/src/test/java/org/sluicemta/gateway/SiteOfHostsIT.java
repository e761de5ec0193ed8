package org.sluicemta.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sluicemta.egress.SiteId;
import org.sluicemta.outcome.DeliveryOutcome.Delivered;
import org.sluicemta.outcome.DeliveryOutcome.Misplaced;
import org.sluicemta.testing.smtp.SinkOptions;
import org.sluicemta.testing.smtp.SmtpSink;

/** Domains that belong to a configured site by their MX hosts, as seen by the first message to them. */
class SiteOfHostsIT {
    private final SmtpSink sink = SmtpSink.start(SinkOptions.onLoopback());
    private final GatewayFixture fixture = new GatewayFixture(sink.port());

    @AfterEach
    void close() {
        fixture.close();
        sink.close();
    }

    private void assertSite(String domain, String site) {
        assertThat(fixture.deliverOne("a@" + domain)).isEqualTo(new Misplaced(new SiteId(site)));
        assertThat(sink.counts().connections()).isZero();
    }

    @Test
    void takesADomainHostedByGoogleForGoogle() {
        fixture.site("gmail", List.of(".google.com", ".googlemail.com"));
        fixture.dns
                .mx("startup.example", 1, "aspmx.l.google.com")
                .mx("startup.example", 5, "alt1.aspmx.l.google.com")
                .mx("startup.example", 10, "aspmx2.googlemail.com")
                .a("aspmx.l.google.com", "127.0.0.1");

        assertSite("startup.example", "gmail");
    }

    @Test
    void knowsASiteByTheNetworkOfItsHosts() {
        fixture.site("hoster", List.of(), "127.0.0.0/24").site("hoster6", List.of(), "2001:db8:25::/48");
        fixture.domain("customer.example", "127.0.0.1");
        fixture.dns.mx("six.example", 10, "mx.six.example").aaaa("mx.six.example", "2001:db8:25::1");

        assertSite("customer.example", "hoster");
        assertSite("six.example", "hoster6");
    }

    @Test
    void takesTheSmallestNetworkThatAnAddressIsIn() {
        fixture.site("big", List.of(), "127.0.0.0/8")
                .site("small", List.of(), "127.0.3.0/24")
                .site("middle", List.of(), "127.0.0.0/16");
        fixture.domain("customer.example", "127.0.3.1");

        assertSite("customer.example", "small");
    }

    @Test
    void prefersTheNameOfAHostToItsNetwork() {
        fixture.site("byname", List.of(".customer.example")).site("bynetwork", List.of(), "127.0.0.1/32");
        fixture.domain("customer.example", "127.0.0.1");

        assertSite("customer.example", "byname");
    }

    @Test
    void looksOnlyAtTheAddressesOfThePreferredHosts() {
        fixture.site("backup", List.of(), "127.0.7.0/24");
        fixture.domain("customer.example", "127.0.0.1");
        fixture.dns.mx("customer.example", 20, "backup.example").a("backup.example", "127.0.7.1");

        assertThat(fixture.deliverOne("a@customer.example")).isInstanceOf(Delivered.class);
    }
}
