package org.sluicemta.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluicemta.gateway.GatewayFixture.POOL;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sluicemta.egress.SiteId;
import org.sluicemta.gateway.limit.NoSlot;
import org.sluicemta.letter.OutboundMessage;
import org.sluicemta.outcome.DeliveryOutcome.Deferred;
import org.sluicemta.outcome.DeliveryOutcome.Delivered;
import org.sluicemta.outcome.DeliveryOutcome.Misplaced;
import org.sluicemta.testing.smtp.ReceivedMessage;
import org.sluicemta.testing.smtp.SinkOptions;
import org.sluicemta.testing.smtp.SinkPhase;
import org.sluicemta.testing.smtp.SinkRule;
import org.sluicemta.testing.smtp.SinkScript;
import org.sluicemta.testing.smtp.SmtpSink;

/** Domains without a configured site, in the common one: those with the same MX hosts are a site of their own. */
class SitesOfHostsIT {
    private final SmtpSink sink = SmtpSink.start(SinkOptions.onLoopback().withAddresses("127.0.0.1", "127.0.0.11"));
    private final GatewayFixture fixture = new GatewayFixture(sink.port());

    @BeforeEach
    void begin() {
        fixture.dns.mx("a.example", 10, "mx.shared.example").mx("b.example", 10, "mx.shared.example");
        fixture.dns.a("mx.shared.example", "127.0.0.1");
        fixture.domain("c.example", "127.0.0.11");
    }

    @AfterEach
    void close() {
        fixture.close();
        sink.close();
    }

    private void deliver(String domain) throws Exception {
        assertThat(fixture.takeSlot(domain)
                        .deliver(GatewayFixture.message("a@" + domain))
                        .toCompletableFuture()
                        .get(GatewayFixture.BOUND.toSeconds(), TimeUnit.SECONDS)
                        .getFirst()
                        .outcome())
                .isInstanceOf(Delivered.class);
    }

    private void slowDown(String domain) {
        sink.script(SinkScript.of(SinkRule.at(SinkPhase.MAIL).answerThenClose(421, "4.7.0 Too much mail, slow down")));
        assertThat(fixture.deliverOne("a@" + domain)).isInstanceOf(Deferred.class);
        sink.script(SinkScript.of());
    }

    @Test
    void slowsDownForTheHostsThatAskForItAndNoOthers() throws Exception {
        deliver("a.example");
        deliver("b.example");
        deliver("c.example");
        slowDown("a.example");
        deliver("b.example");

        SiteGate gate = fixture.gateway.gate(POOL, SiteId.OTHER);
        assertThat(gate.refusal("b.example")).hasValueSatisfying(refusal -> {
            assertThat(refusal.reason()).isEqualTo(NoSlot.Reason.SOURCES_SLOWED);
            assertThat(refusal.limit()).startsWith("source one at mx_mx.shared.example: ");
            assertThat(refusal.earliest()).isNotNull();
        });
        assertThat(gate.tryTake("b.example")).isEmpty();
        assertThat(gate.isFull()).isFalse();
        deliver("c.example");
        deliver("a.example"); // told when its turn has come
    }

    @Test
    void showsWhatHostsHaveTold() throws Exception {
        deliver("a.example");
        slowDown("a.example");

        assertThat(fixture.gateway.sites().getFirst().hosts()).anySatisfy(hosts -> {
            assertThat(hosts.site()).isEqualTo(new SiteId("mx_mx.shared.example"));
            assertThat(hosts.sources()).singleElement().asString().contains("level 50 %");
        });
    }

    @Test
    void limitsEachByTheRateOfOtherSite() throws Exception {
        fixture.limits(limits -> limits.perSecond(2));
        for (int i = 0; i < 4; i++) {
            deliver("a.example");
            deliver("c.example");
        }

        assertThat(took("a.example")).isGreaterThan(Duration.ofMillis(1_000));
        assertThat(took("c.example")).isGreaterThan(Duration.ofMillis(1_000));
        Duration all = Duration.between(
                sink.messages().getFirst().receivedAt(),
                sink.messages().getLast().receivedAt());
        assertThat(all).as("not eight at two a second").isLessThan(Duration.ofMillis(3_000));
    }

    private Duration took(String domain) {
        List<ReceivedMessage> seen = sink.messages().stream()
                .filter(message -> message.recipients().toString().contains(domain))
                .toList();
        return Duration.between(seen.getFirst().receivedAt(), seen.getLast().receivedAt());
    }

    @Test
    void takesMailOfADomainThatHasMovedBackToTheCommonSite() {
        SiteId old = SiteId.ofHosts(List.of("mx.old.example"));

        assertThat(fixture.deliver(at(old)).getFirst().outcome()).isEqualTo(new Misplaced(SiteId.OTHER));
        assertThat(fixture.deliver(at(SiteId.ofHosts(List.of("mx.shared.example"))))
                        .getFirst()
                        .outcome())
                .isInstanceOf(Delivered.class);
    }

    private static OutboundMessage at(SiteId site) {
        return GatewayFixture.message("a@a.example").at(site);
    }
}
