package org.sluicemta.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluicemta.gateway.GatewayFixture.POOL;
import static org.sluicemta.gateway.GatewayFixture.source;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sluicemta.egress.MessageCap;
import org.sluicemta.egress.SiteId;
import org.sluicemta.egress.SourceId;
import org.sluicemta.gateway.limit.NoSlot;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.EnvelopeOptions;
import org.sluicemta.mail.EnvelopeRecipient;
import org.sluicemta.outcome.DeliveryOutcome;
import org.sluicemta.outcome.DeliveryOutcome.Bounced;
import org.sluicemta.outcome.DeliveryOutcome.Deferred;
import org.sluicemta.outcome.DeliveryOutcome.Delivered;
import org.sluicemta.testing.egress.MemorySourceStates;
import org.sluicemta.testing.event.Waiting;
import org.sluicemta.testing.smtp.SinkPhase;
import org.sluicemta.testing.smtp.SinkRule;
import org.sluicemta.testing.smtp.SinkScript;
import org.sluicemta.testing.smtp.SmtpSink;

/** A site refuses one source, and everything else goes on. */
class RefusedSourceIT {
    private static final SiteId BIG = new SiteId("big");
    private static final SourceId TWO = new SourceId("two");
    private static final SourceId THREE = new SourceId("three");

    private final SmtpSink sink = SmtpSink.start();
    private final MemorySourceStates states = new MemorySourceStates();
    private GatewayFixture fixture = new GatewayFixture(sink.port(), states);

    @BeforeEach
    void begin() {
        fixture.domain("big.example", "127.0.0.1").domain("small.example", "127.0.0.1");
        fixture.site("big", "big.example", UnaryOperator.identity());
        fixture.sources(source("two", "127.0.0.2", 100), source("three", "127.0.0.3", 1));
    }

    @AfterEach
    void close() {
        fixture.close();
        sink.close();
    }

    private void blockTwo(SinkPhase phase) {
        sink.script(SinkScript.of(SinkRule.at(phase).from("127.0.0.2").answer(554, "5.7.1 Your IP is blocked")));
    }

    private DeliveryOutcome deliver(SiteId site, String recipient) {
        EnvelopeRecipient to = new EnvelopeRecipient(EmailAddress.parse(recipient), 0, Set.of(), null);
        return fixture.deliver(GatewayFixture.message(
                        EnvelopeOptions.NONE,
                        GatewayFixture.content("Subject: hello\r\n\r\nHello.\r\n"),
                        List.of(to),
                        site))
                .getFirst()
                .outcome();
    }

    private DeliveryOutcome deliverToBig() {
        return deliver(BIG, "user@big.example");
    }

    private static SourceId sourceOf(DeliveryOutcome outcome) {
        return Objects.requireNonNull(
                outcome instanceof Delivered delivered ? delivered.attempt().source() : null, outcome::toString);
    }

    @ParameterizedTest
    @EnumSource(
            value = SinkPhase.class,
            names = {"CONNECT", "MAIL", "RCPT", "DATA", "END_OF_DATA"})
    void theMessageLeavesFromAnotherSource(SinkPhase phase) {
        blockTwo(phase);

        assertThat(sourceOf(deliverToBig())).isEqualTo(THREE);
    }

    @Test
    void aReplyMaySendTheMessageToAnotherSourceFromTheSecondTimeOnWithoutARest() {
        sink.script(SinkScript.of(SinkRule.at(SinkPhase.MAIL).from("127.0.0.2").answer(451, "not from you")));

        assertThat(deliverToBig()).as("the first time").isInstanceOf(Deferred.class);
        for (int i = 0; i < 5; i++) {
            assertThat(sourceOf(deliverToBig())).isEqualTo(THREE);
        }
        sink.script(SinkScript.of());
        assertThat(sourceOf(deliverToBig())).as("it doesn't rest").isEqualTo(TWO);
    }

    @Test
    void afterAFewRefusalsTheSourceRestsThereAndOnlyThere() {
        blockTwo(SinkPhase.MAIL);
        for (int i = 0; i < 3; i++) {
            assertThat(sourceOf(deliverToBig())).isEqualTo(THREE);
        }
        int refused = sink.counts().connections();

        for (int i = 0; i < 20; i++) {
            assertThat(sourceOf(deliverToBig())).isEqualTo(THREE);
        }
        assertThat(sink.counts().connections())
                .as("nobody asks again from the one that is blocked")
                .isLessThanOrEqualTo(refused + 1);

        sink.script(SinkScript.of());
        assertThat(sourceOf(deliver(SiteId.OTHER, "user@small.example")))
                .as("the other one has the higher weight")
                .isEqualTo(TWO);
    }

    @Test
    void aRestartEndsNoRest() throws Exception {
        blockTwo(SinkPhase.MAIL);
        for (int i = 0; i < 3; i++) {
            deliverToBig();
        }
        fixture.close();
        sink.script(SinkScript.of());

        fixture = new GatewayFixture(sink.port(), states);
        begin();
        Waiting.until(
                "what was saved",
                () -> fixture.registry.getSampleValue(
                                GatewayMetric.RESTING_SOURCES.metric().name())
                        == 1);

        for (int i = 0; i < 20; i++) {
            assertThat(sourceOf(deliverToBig())).isEqualTo(THREE);
        }
    }

    @Test
    void whenAllRestTheMailWaits() {
        sink.script(SinkScript.of(SinkRule.at(SinkPhase.MAIL).answer(554, "5.7.1 Your IP is blocked for now")));
        for (int i = 0; i < 3; i++) {
            assertThat(deliverToBig()).isInstanceOf(Deferred.class);
        }

        SiteGate gate = fixture.gateway.gate(POOL, BIG);
        assertThat(gate.tryTake("big.example")).isEmpty();
        assertThat(gate.refusal("big.example")).hasValueSatisfying(refusal -> {
            assertThat(refusal.reason()).isEqualTo(NoSlot.Reason.SOURCES_REST);
            assertThat(refusal.limit()).startsWith("source t").contains("at big: rests until", "because of listed");
            assertThat(refusal.earliest()).isNotNull();
        });
        assertThat(fixture.gateway.gate(POOL, SiteId.OTHER).tryTake("small.example"))
                .isPresent();
    }

    @Test
    void mailIsGivenUpIfEverySourceIsRefusedForGood() {
        sink.script(SinkScript.of(SinkRule.at(SinkPhase.MAIL).answer(554, "5.7.1 Your IP is blocked")));

        assertThat(deliverToBig()).isInstanceOf(Bounced.class);
        assertThat(sink.counts().connections()).as("once from each").isEqualTo(2);
    }

    @Test
    void mailIsNotGivenUpIfOneSourceIsRefusedOnlyForNow() {
        sink.script(SinkScript.of(
                SinkRule.at(SinkPhase.MAIL).from("127.0.0.2").answer(554, "5.7.1 Your IP is blocked for now"),
                SinkRule.at(SinkPhase.MAIL).from("127.0.0.3").answer(554, "5.7.1 Your IP is blocked")));

        assertThat(deliverToBig()).isInstanceOf(Deferred.class);
    }

    /** In the common site, a refusal says nothing about other domains. */
    @Test
    void inTheCommonSiteNoSourceRests() {
        blockTwo(SinkPhase.MAIL);
        for (int i = 0; i < 5; i++) {
            assertThat(sourceOf(deliver(SiteId.OTHER, "user@example.org"))).isEqualTo(THREE);
        }
        sink.script(SinkScript.of());

        assertThat(sourceOf(deliver(SiteId.OTHER, "user@small.example"))).isEqualTo(TWO);
    }

    @Test
    void theOtherSourcesCapsHold() {
        fixture.sources(
                source("two", "127.0.0.2", 100),
                source("three", "127.0.0.3", 1, new MessageCap(2, Duration.ofHours(1))));
        blockTwo(SinkPhase.MAIL);

        assertThat(sourceOf(deliverToBig())).isEqualTo(THREE);
        assertThat(sourceOf(deliverToBig())).isEqualTo(THREE);
        assertThat(deliverToBig()).as("nobody else may send it").isInstanceOf(Bounced.class);
        assertThat(sink.messages()).hasSize(2);
    }
}
