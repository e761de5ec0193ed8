package org.sluicemta.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluicemta.gateway.GatewayFixture.POOL;
import static org.sluicemta.gateway.GatewayFixture.message;
import static org.sluicemta.gateway.GatewayFixture.source;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sluicemta.egress.MessageCap;
import org.sluicemta.egress.SiteId;
import org.sluicemta.egress.SourceId;
import org.sluicemta.gateway.limit.NoSlot;
import org.sluicemta.outcome.DeliveryOutcome;
import org.sluicemta.outcome.DeliveryOutcome.Deferred;
import org.sluicemta.outcome.DeliveryOutcome.Delivered;
import org.sluicemta.outcome.RecipientOutcome;
import org.sluicemta.testing.smtp.ReceivedMessage;
import org.sluicemta.testing.smtp.SinkPhase;
import org.sluicemta.testing.smtp.SinkRule;
import org.sluicemta.testing.smtp.SinkScript;
import org.sluicemta.testing.smtp.SmtpSink;

/** Caps on messages, as the servers they are for count them. */
class MessageCapsIT {
    private static final Duration HOUR = Duration.ofHours(1);

    private final SmtpSink sink = SmtpSink.start();
    private final GatewayFixture fixture = new GatewayFixture(sink.port());

    @AfterEach
    void close() {
        fixture.close();
        sink.close();
    }

    private static MessageCap anHour(long messages) {
        return new MessageCap(messages, HOUR);
    }

    /** All that the pool's cap allows is used, and nobody gets more. */
    private void assertNoMore(GatewayFixture with, MessageCap cap) {
        SiteGate gate = with.gateway.gate(POOL, SiteId.OTHER);
        assertThat(gate.tryTake("example.org")).isEmpty();
        assertThat(gate.refusal("example.org")).hasValueSatisfying(refusal -> {
            assertThat(refusal.reason()).isEqualTo(NoSlot.Reason.MESSAGE_CAP);
            assertThat(refusal.limit()).isEqualTo("pool " + POOL + ": " + cap);
        });
        assertThat(with.reserve.used("pool " + POOL, cap.period())).isEqualTo(cap.messages());
        assertThat(sink.messages()).hasSize((int) cap.messages());
    }

    @Test
    void noMoreThanThePoolMaySend() {
        fixture.caps(anHour(5));

        for (int i = 0; i < 5; i++) {
            assertThat(fixture.deliverOne("user" + i + "@example.org")).isInstanceOf(Delivered.class);
        }

        assertNoMore(fixture, anHour(5));
    }

    @Test
    void aRestartGivesNoFreshBucket() {
        fixture.caps(anHour(300));
        for (int i = 0; i < 7; i++) {
            fixture.deliverOne("user" + i + "@example.org");
        }
        fixture.gateway.stop(Duration.ofSeconds(10));
        assertThat(fixture.reserve.used("pool " + POOL, HOUR))
                .as("what wasn't used is given back")
                .isEqualTo(7);

        try (GatewayFixture next = new GatewayFixture(sink.port(), fixture.reserve).caps(anHour(9))) {
            next.deliverOne("user8@example.org");
            next.deliverOne("user9@example.org");

            assertNoMore(next, anHour(9));
        }
    }

    @Test
    void eachSourceSendsWhatItMay() {
        fixture.sources(source("two", "127.0.0.2", 1, anHour(2)), source("three", "127.0.0.3", 100, anHour(3)));

        List<SourceId> used = IntStream.range(0, 5)
                .mapToObj(i -> fixture.deliverOne("user" + i + "@example.org"))
                .map(MessageCapsIT::sourceOf)
                .toList();

        assertThat(used).containsOnly(new SourceId("two"), new SourceId("three"));
        assertThat(sink.messages())
                .extracting(ReceivedMessage::peerAddress)
                .filteredOn("127.0.0.2"::equals)
                .hasSize(2);
        assertThat(fixture.gateway.gate(POOL, SiteId.OTHER).tryTake("example.org"))
                .isEmpty();
    }

    private static SourceId sourceOf(DeliveryOutcome outcome) {
        return outcome instanceof Delivered delivered && delivered.attempt().source() != null
                ? delivered.attempt().source()
                : new SourceId("none");
    }

    /** It takes two recipients at a time, so four are two messages to it. */
    @Test
    void eachTransactionCounts() {
        fixture.caps(anHour(2));
        sink.script(SinkScript.of(
                SinkRule.at(SinkPhase.EHLO).answer(250, "sink.example", "PIPELINING", "LIMITS RCPTMAX=2")));

        List<RecipientOutcome> outcomes = fixture.deliver(
                message("a@example.org", "b@example.org", "c@example.org", "d@example.org", "e@example.org"));

        assertThat(outcomes.subList(0, 4))
                .allSatisfy(one -> assertThat(one.outcome()).isInstanceOf(Delivered.class));
        assertThat(outcomes.get(4).outcome())
                .isInstanceOfSatisfying(
                        Deferred.class,
                        deferred -> assertThat(deferred.reply().toString()).startsWith("451 4.4.5"));
        assertNoMore(fixture, anHour(2));
    }

    @Test
    void whatNoServerHeardOfDoesNotCount() {
        fixture.caps(anHour(1));
        fixture.dns.a("nowhere.example", "127.0.0.77");

        assertThat(fixture.deliverOne("a@nowhere.example")).isInstanceOf(Deferred.class);
        assertThat(fixture.deliverOne("a@example.org")).isInstanceOf(Delivered.class);

        assertNoMore(fixture, anHour(1));
    }
}
