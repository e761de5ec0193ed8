package org.sluicemta.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluicemta.gateway.GatewayFixture.POOL;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sluicemta.egress.SiteId;
import org.sluicemta.gateway.limit.NoSlot;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.EnvelopeOptions;
import org.sluicemta.mail.EnvelopeRecipient;
import org.sluicemta.outcome.DeliveryOutcome;
import org.sluicemta.outcome.DeliveryOutcome.Deferred;
import org.sluicemta.outcome.DeliveryOutcome.Delivered;
import org.sluicemta.testing.smtp.ReceivedMessage;
import org.sluicemta.testing.smtp.SinkPhase;
import org.sluicemta.testing.smtp.SinkRule;
import org.sluicemta.testing.smtp.SinkScript;
import org.sluicemta.testing.smtp.SmtpSink;

/** A site says "slow down", and sees that it works. */
class SlowDownIT {
    private static final SiteId BIG = new SiteId("big");

    private final SmtpSink sink = SmtpSink.start();
    private final GatewayFixture fixture = new GatewayFixture(sink.port());

    @BeforeEach
    void begin() {
        fixture.domain("big.example", "127.0.0.1", "127.0.0.2").site("big", "big.example", UnaryOperator.identity());
    }

    @AfterEach
    void close() {
        fixture.close();
        sink.close();
    }

    private DeliveryOutcome deliver() {
        EnvelopeRecipient to = new EnvelopeRecipient(EmailAddress.parse("user@big.example"), 0, Set.of(), null);
        return fixture.deliver(GatewayFixture.message(
                        EnvelopeOptions.NONE,
                        GatewayFixture.content("Subject: hello\r\n\r\nHello.\r\n"),
                        List.of(to),
                        BIG))
                .getFirst()
                .outcome();
    }

    private void slowDown() {
        sink.script(SinkScript.of(SinkRule.at(SinkPhase.MAIL).answerThenClose(421, "4.7.0 Too much mail, slow down")));
        assertThat(deliver()).isInstanceOf(Deferred.class);
        sink.script(SinkScript.of());
    }

    /** Twenty in their first second at most, so ten a second at most after that. */
    @Test
    void theSinkSeesHalfTheRate() {
        for (int i = 0; i < 20; i++) {
            assertThat(deliver()).isInstanceOf(Delivered.class);
        }
        slowDown();
        sink.forgetMessages();

        for (int i = 0; i < 15; i++) {
            assertThat(deliver()).isInstanceOf(Delivered.class);
        }

        List<ReceivedMessage> seen = sink.messages();
        Duration took =
                Duration.between(seen.getFirst().receivedAt(), seen.getLast().receivedAt());
        assertThat(took).isGreaterThan(Duration.ofMillis(1_200));
    }

    @Test
    void theRefusalSaysHowFastAndWhy() {
        deliver();
        slowDown();
        deliver();

        assertThat(fixture.gateway.gate(POOL, BIG).refusal("big.example")).hasValueSatisfying(refusal -> {
            assertThat(refusal.reason()).isEqualTo(NoSlot.Reason.SOURCES_SLOWED);
            assertThat(refusal.limit())
                    .startsWith("source one at big: 0.500 messages/s (level 50 %: cut once, last because of too-fast");
            assertThat(refusal.earliest()).isNotNull();
        });
        assertThat(fixture.gateway.sites())
                .singleElement()
                .satisfies(site ->
                        assertThat(site.sources()).singleElement().asString().startsWith("source one at big: "));
        assertThat(pace(GatewayMetric.SOURCE_PACE)).isEqualTo(0.5);
        assertThat(pace(GatewayMetric.SOURCE_LEARNED_PACE)).isEqualTo(1);
    }

    private Double pace(GatewayMetric metric) {
        return fixture.registry.getSampleValue(
                metric.metric().name(), new String[] {"source", "site"}, new String[] {"one", "big"});
    }

    /** The site's other hosts are the same provider. */
    @Test
    void itIsNotAskedAgainByItsNextHost() {
        slowDown();

        assertThat(sink.counts().connections()).isEqualTo(1);
    }
}
