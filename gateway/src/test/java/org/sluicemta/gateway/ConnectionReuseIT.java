package org.sluicemta.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluicemta.gateway.GatewayFixture.BOUND;
import static org.sluicemta.gateway.GatewayFixture.source;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sluicemta.outcome.DeliveryOutcome;
import org.sluicemta.outcome.DeliveryOutcome.Deferred;
import org.sluicemta.outcome.DeliveryOutcome.Delivered;
import org.sluicemta.outcome.RecipientOutcome;
import org.sluicemta.testing.smtp.ReceivedMessage;
import org.sluicemta.testing.smtp.SinkFault;
import org.sluicemta.testing.smtp.SinkPhase;
import org.sluicemta.testing.smtp.SinkRule;
import org.sluicemta.testing.smtp.SinkScript;
import org.sluicemta.testing.smtp.SmtpSink;
import org.sluicemta.testing.smtp.WireReply;

/** Which connection a message goes over, and from where. */
class ConnectionReuseIT {
    private final SmtpSink sink = SmtpSink.start();
    private final GatewayFixture fixture = new GatewayFixture(sink.port());

    @AfterEach
    void close() {
        fixture.close();
        sink.close();
    }

    @Test
    void sendsManyMessagesOverOneConnection() {
        for (int i = 0; i < 10; i++) {
            fixture.deliverOne("anna@example.org");
        }

        assertThat(sink.counts().connections()).isEqualTo(1);
        assertThat(sink.counts().messages()).isEqualTo(10);
        assertThat(fixture.gateway.sites())
                .singleElement()
                .satisfies(site -> assertThat(site.openConnections()).isEqualTo(1));
    }

    @Test
    void opensAnotherConnectionAfterTheMostMessages() {
        fixture.limits(limits -> limits.perConnection(3));

        for (int i = 0; i < 10; i++) {
            fixture.deliverOne("anna@example.org");
        }

        assertThat(sink.counts().connections()).isEqualTo(4);
        // Nobody waits for a goodbye.
        assertThat(sink.awaitCounts(counts -> counts.command("QUIT") >= 3, BOUND)
                        .command("QUIT"))
                .isEqualTo(3);
    }

    @Test
    void keepsToTheLimitsThatTheServerNames() {
        sink.script(SinkScript.of(SinkRule.at(SinkPhase.EHLO)
                .answer(250, "sink.example", "PIPELINING", "LIMITS RCPTMAX=2 MAILMAX=4 OTHER=x")));

        List<RecipientOutcome> outcomes =
                fixture.deliver(GatewayFixture.message("a@example.org", "b@example.org", "c@example.org"));
        for (int i = 0; i < 4; i++) {
            fixture.deliverOne("anna@example.org");
        }

        assertThat(outcomes).hasSize(3).allMatch(one -> one.outcome() instanceof Delivered);
        assertThat(sink.messages())
                .extracting(message -> message.recipients().size())
                .startsWith(2, 1)
                .hasSize(6);
        assertThat(sink.counts().connections()).isEqualTo(2);
    }

    @Test
    void closesIdleConnectionWithQuit() {
        fixture.limits(limits -> limits.idle(Duration.ofMillis(100)));

        fixture.deliverOne("anna@example.org");

        sink.awaitCounts(counts -> counts.command("QUIT") == 1 && counts.openConnections() == 0, BOUND);
    }

    @Test
    void deliversAfterServerHasClosedIdleConnection() {
        fixture.deliverOne("anna@example.org");
        sink.dropConnections();

        assertThat(fixture.deliverOne("bert@example.org")).isInstanceOf(Delivered.class);
    }

    @Test
    void deliversAfterServerHasHungUpOnIdleConnection() {
        sink.script(SinkScript.of(SinkRule.at(SinkPhase.END_OF_DATA)
                .then(new SinkFault.HangUpAfterwards(WireReply.of(421, "4.4.2 Idle too long")))));

        assertThat(fixture.deliverOne("anna@example.org")).isInstanceOf(Delivered.class);
        assertThat(fixture.deliverOne("bert@example.org")).isInstanceOf(Delivered.class);
    }

    @Test
    void deliversOnFreshConnectionWhenKeptOneAnswersMailWithGoodbye() {
        fixture.deliverOne("anna@example.org");
        sink.script(SinkScript.of(SinkRule.at(SinkPhase.MAIL).first(1).answerThenClose(421, "4.3.2 Enough of you")));

        assertThat(fixture.deliverOne("bert@example.org")).isInstanceOf(Delivered.class);
        assertThat(sink.counts().connections()).isEqualTo(2);
    }

    @Test
    void sharesConnectionsBetweenDomainsOfOneExchanger() {
        fixture.dns.mx("other.example", 10, "mx.example.org");

        fixture.deliverOne("anna@example.org");
        fixture.deliverOne("bert@other.example");

        assertThat(sink.counts().connections()).isEqualTo(1);
    }

    @Test
    void bindsToSourceAndGivesItsName() {
        fixture.sources(source("two", "127.0.0.2", 1));

        DeliveryOutcome outcome = fixture.deliverOne("anna@example.org");

        ReceivedMessage message = sink.messages().getFirst();
        assertThat(message.peerAddress()).isEqualTo("127.0.0.2");
        assertThat(message.heloName()).isEqualTo("two.sluice.test");
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Delivered.class,
                        delivered -> assertThat(
                                        String.valueOf(delivered.attempt().source()))
                                .isEqualTo("two"));
    }

    @Test
    void spreadsMessagesOverSourcesByWeight() {
        fixture.sources(source("two", "127.0.0.2", 3), source("three", "127.0.0.3", 1));

        for (int i = 0; i < 20; i++) {
            fixture.deliverOne("anna@example.org");
        }

        Map<String, Long> bySource = sink.messages().stream()
                .collect(Collectors.groupingBy(ReceivedMessage::peerAddress, Collectors.counting()));
        assertThat(bySource).containsExactlyInAnyOrderEntriesOf(Map.of("127.0.0.2", 15L, "127.0.0.3", 5L));
        assertThat(sink.counts().connections()).isEqualTo(2);
    }

    @Test
    void makesRoomForAnotherDestinationWithinLimit() {
        fixture.domain("other.example", "127.0.0.1").limits(limits -> limits.connections(1));

        for (int i = 0; i < 3; i++) {
            fixture.deliverOne("anna@example.org");
            fixture.deliverOne("bert@other.example");
            // Asked of the gateway: the sink may see the end of one connection after the start of the next.
            assertThat(fixture.gateway.sites()).allMatch(site -> site.openConnections() <= 1);
        }

        assertThat(sink.counts().messages()).isEqualTo(6);
    }

    @Test
    void waitsForNobodysGoodbyeAndStaysWithinTheLimit() {
        fixture.limits(limits -> limits.connections(2).perConnection(1));
        sink.script(SinkScript.of(SinkRule.at(SinkPhase.QUIT).stallForever()));
        long started = System.nanoTime();

        for (int i = 0; i < 40; i++) {
            fixture.domain(i + ".example", "127.0.0.1").deliverOne("a@" + i + ".example");
            assertThat(fixture.gateway.sites()).allMatch(site -> site.openConnections() <= 2);
        }

        // Each goodbye would take five seconds.
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(40));
    }

    @Test
    void leavesOutASourceThatThisHostHasNot() {
        // RFC 5737: an address that no host has.
        fixture.sources(source("gone", "192.0.2.200", 1), source("two", "127.0.0.2", 1));

        for (int i = 0; i < 10; i++) {
            assertThat(fixture.deliverOne("anna@example.org")).isInstanceOf(Delivered.class);
        }

        assertThat(sink.messages()).allMatch(message -> message.peerAddress().equals("127.0.0.2"));
        assertThat(fixture.registry.getSampleValue("sluice_gateway_missing_sources"))
                .isEqualTo(1.0);
    }

    @Test
    void blamesNoSiteForASourceThatThisHostHasNot() {
        fixture.sources(source("gone", "192.0.2.200", 1));

        for (int i = 0; i < 10; i++) {
            assertThat(fixture.deliverOne("anna@example.org"))
                    .isInstanceOfSatisfying(
                            Deferred.class,
                            deferred -> assertThat(deferred.reply().toString()).startsWith("451 4.3.5"));
        }

        assertThat(fixture.sources(source("two", "127.0.0.2", 1)).deliverOne("anna@example.org"))
                .isInstanceOf(Delivered.class);
    }

    @Test
    void usesNewSourcesOfReloadedPlan() {
        fixture.deliverOne("anna@example.org");

        fixture.sources(source("three", "127.0.0.3", 1)).deliverOne("bert@example.org");

        assertThat(sink.messages().getLast().peerAddress()).isEqualTo("127.0.0.3");
    }
}
