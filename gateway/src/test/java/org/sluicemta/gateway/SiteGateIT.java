package org.sluicemta.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluicemta.gateway.GatewayFixture.BOUND;
import static org.sluicemta.gateway.GatewayFixture.POOL;
import static org.sluicemta.gateway.GatewayFixture.message;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sluicemta.egress.SiteId;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.EnvelopeOptions;
import org.sluicemta.mail.EnvelopeRecipient;
import org.sluicemta.outcome.DeliveryOutcome.Deferred;
import org.sluicemta.outcome.RecipientOutcome;
import org.sluicemta.testing.smtp.ReceivedMessage;
import org.sluicemta.testing.smtp.SinkPhase;
import org.sluicemta.testing.smtp.SinkRule;
import org.sluicemta.testing.smtp.SinkScript;
import org.sluicemta.testing.smtp.SmtpSink;

/** What the gate lets through, and when it opens again. */
class SiteGateIT {
    private final SmtpSink sink = SmtpSink.start();
    private final GatewayFixture fixture = new GatewayFixture(sink.port());
    private final SiteGate gate = fixture.gateway.gate(POOL, SiteId.OTHER);

    @AfterEach
    void close() {
        fixture.close();
        sink.close();
    }

    @Test
    void givesNoMoreSlotsThanConnections() {
        fixture.limits(limits -> limits.connections(2));

        assertThat(gate.tryTake()).isPresent();
        DeliverySlot second = gate.tryTake().orElseThrow();
        assertThat(gate.tryTake()).isEmpty();
        second.release();
        assertThat(gate.tryTake()).isPresent();
    }

    @Test
    void signalsWhenSlotIsGivenBack() throws Exception {
        fixture.limits(limits -> limits.connections(1));
        DeliverySlot only = gate.tryTake().orElseThrow();
        CountDownLatch ready = new CountDownLatch(1);
        gate.whenReady(ready::countDown);
        assertThat(ready.getCount()).isEqualTo(1);

        only.release();

        assertThat(ready.await(BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void signalsWhenReloadRaisesLimit() throws Exception {
        fixture.limits(limits -> limits.connections(1));
        Optional<DeliverySlot> only = gate.tryTake();
        CountDownLatch ready = new CountDownLatch(1);
        gate.whenReady(ready::countDown);

        fixture.limits(limits -> limits.connections(2));

        assertThat(only).isPresent();
        assertThat(ready.await(BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void holdsToMessagesPerSecond() {
        fixture.limits(limits -> limits.perSecond(20));
        long started = System.nanoTime();

        for (int i = 0; i < 30; i++) {
            fixture.deliverOne("anna@example.org");
        }

        assertThat(Duration.ofNanos(System.nanoTime() - started)).isGreaterThan(Duration.ofMillis(1400));
    }

    /** Connections that take long to open would bring messages together that were given leave one by one. */
    @Test
    void spacesMessagesThoughConnectionsOpenAtOnce() throws Exception {
        fixture.limits(limits -> limits.perSecond(10).timeouts(GatewayFixture.all(Duration.ofSeconds(20))));
        fixture.deliverOne("anna@example.org");
        sink.script(SinkScript.of(SinkRule.at(SinkPhase.CONNECT).first(1).stall(Duration.ofMillis(1500))));
        List<CompletableFuture<List<RecipientOutcome>>> all = new ArrayList<>();
        sink.dropConnections();
        for (int i = 0; i < 25; i++) {
            all.add(fixture.takeSlot(SiteId.OTHER)
                    .deliver(message(i + "@example.org"))
                    .toCompletableFuture());
        }
        all.forEach(CompletableFuture::join);

        List<Instant> arrived = sink.messages().stream()
                .map(ReceivedMessage::receivedAt)
                .sorted()
                .toList();
        for (int i = 12; i < arrived.size(); i++) {
            // Eleven spaces, less what a busy machine may be late.
            assertThat(Duration.between(arrived.get(i - 12), arrived.get(i))).isGreaterThan(Duration.ofMillis(1000));
        }
    }

    @Test
    void givesADomainOneSlotUntilItHasLetUsIn() {
        assertThat(gate.tryTake("example.org")).isPresent();
        assertThat(gate.tryTake("example.org")).isEmpty();
        assertThat(gate.tryTake("other.example")).isPresent();

        fixture.deliverOne("anna@example.org");

        assertThat(gate.tryTake("example.org")).isPresent();
    }

    @Test
    void givesADomainItsOwnLimitWithinTheCommonSite() {
        fixture.limits(limits -> limits.connections(2)).otherConnections(100);
        fixture.deliverOne("anna@example.org");

        assertThat(gate.tryTake("example.org")).isPresent();
        assertThat(gate.tryTake("example.org")).isPresent();
        assertThat(gate.tryTake("example.org")).isEmpty();
        assertThat(gate.tryTake("other.example")).isPresent();
    }

    @Test
    void keepsASlotForNewcomersHoweverManyDomainsAreSlow() {
        fixture.limits(limits -> limits.connections(20)).otherConnections(40);
        for (int i = 0; i < 10; i++) {
            fixture.domain(i + ".example", "127.0.0.1").deliverOne("a@" + i + ".example");
        }

        for (int round = 0; round < 20; round++) {
            for (int i = 0; i < 10; i++) {
                gate.tryTake(i + ".example");
            }
        }

        assertThat(gate.isFull()).isFalse();
        assertThat(gate.tryTake("newcomer.example")).isPresent();
    }

    @Test
    void countsDomainsOfTheSameHostsTogether() {
        fixture.limits(limits -> limits.connections(2)).otherConnections(100);
        for (String domain : List.of("one.example", "two.example", "three.example")) {
            fixture.dns.mx(domain, 10, "mx.example.org");
            fixture.deliverOne("a@" + domain);
        }

        assertThat(gate.tryTake("one.example")).isPresent();
        assertThat(gate.tryTake("two.example")).isPresent();
        assertThat(gate.tryTake("three.example")).isEmpty();
    }

    @Test
    void signalsADomainOfItsOwnSlotAlone() throws Exception {
        DeliverySlot one = gate.tryTake("one.example").orElseThrow();
        DeliverySlot two = gate.tryTake("two.example").orElseThrow();
        CountDownLatch oneReady = new CountDownLatch(1);
        CountDownLatch twoReady = new CountDownLatch(1);
        gate.whenReady("one.example", oneReady::countDown);
        gate.whenReady("two.example", twoReady::countDown);

        two.release();
        assertThat(twoReady.await(BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(oneReady.getCount()).isEqualTo(1);

        one.release();
        assertThat(oneReady.await(BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void closesTheGateOfSiteThatIsDown() {
        SiteId site = new SiteId("down.example");
        fixture.domain("down.example", "127.0.0.77");
        EnvelopeRecipient recipient = new EnvelopeRecipient(EmailAddress.parse("a@down.example"), 0, Set.of(), null);

        for (int i = 0; i < 5; i++) {
            fixture.deliver(message(EnvelopeOptions.NONE, GatewayFixture.content("x\r\n"), List.of(recipient), site));
        }

        assertThat(fixture.gateway.gate(POOL, site).tryTake()).isEmpty();
        assertThat(fixture.gateway.sites())
                .filteredOn(status -> status.site().equals(site))
                .singleElement()
                .satisfies(status -> {
                    assertThat(status.suspendedUntil()).isNotNull();
                    assertThat(status.failures()).isEqualTo(5);
                    assertThat(status.lastError()).startsWith("451 4.4.1 Cannot connect");
                });
    }

    @Test
    void givesNoSlotForDomainOfTheCommonSiteThatIsDown() {
        sink.script(SinkScript.of(SinkRule.at(SinkPhase.CONNECT).answerThenClose(421, "4.3.2 Down")));
        for (int i = 0; i < 5; i++) {
            fixture.deliverOne("anna@example.org");
        }

        assertThat(gate.tryTake("example.org")).isEmpty();

        assertThat(gate.suspended("example.org")).get().satisfies(down -> {
            assertThat(down.until()).isAfter(InstantSource.system().instant());
            assertThat(down.lastReply().toString()).contains("4.3.2 Down");
        });
        assertThat(gate.suspended("other.example")).isEmpty();
        assertThat(gate.tryTake("other.example")).isPresent();
    }

    @Test
    void tellsWhoWaitsForDomainThatGoesDown() throws Exception {
        fixture.limits(limits -> limits.connections(4));
        sink.script(SinkScript.of(SinkRule.at(SinkPhase.CONNECT).answerThenClose(421, "4.3.2 Down")));
        for (int i = 0; i < 4; i++) {
            fixture.deliverOne("anna@example.org");
        }
        DeliverySlot last = gate.tryTake("example.org").orElseThrow();
        CountDownLatch told = new CountDownLatch(1);
        gate.whenReady("example.org", told::countDown);
        assertThat(told.getCount()).as("its share is in use").isEqualTo(1);

        last.deliver(message("anna@example.org"));

        assertThat(told.await(BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void stopsWithinBoundAndGivesNoMoreSlots() {
        sink.script(SinkScript.of(SinkRule.at(SinkPhase.END_OF_DATA).stallForever()));
        fixture.limits(limits -> limits.timeouts(GatewayFixture.all(Duration.ofMinutes(5))));
        var outcome = gate.tryTake().orElseThrow().deliver(message("anna@example.org"));
        sink.awaitCounts(counts -> counts.command("DATA") == 1, BOUND);

        fixture.gateway.stop(Duration.ofMillis(200));

        assertThat(gate.tryTake()).isEmpty();
        assertThat(outcome.toCompletableFuture().join().getFirst().outcome()).isInstanceOf(Deferred.class);
    }

    @Test
    void countsOutcomes() {
        fixture.deliverOne("anna@example.org");
        fixture.deliverOne("a@missing.example");

        assertThat(fixture.registry.getSampleValue(
                        "sluice_gateway_attempts_total",
                        new String[] {"pool", "outcome"},
                        new String[] {"tx", "delivered"}))
                .isEqualTo(1.0);
        assertThat(fixture.registry.getSampleValue(
                        "sluice_gateway_attempts_total", new String[] {"pool", "outcome"}, new String[] {"tx", "bounced"
                        }))
                .isEqualTo(1.0);
    }
}
