package org.sluicemta.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluicemta.egress.EgressSource;
import org.sluicemta.egress.SourceId;
import org.sluicemta.egress.WarmUp;
import org.sluicemta.egress.WarmUpPlan;
import org.sluicemta.letter.OutboundMessage;
import org.sluicemta.outcome.DeliveryOutcome;
import org.sluicemta.outcome.DeliveryOutcome.Deferred;
import org.sluicemta.outcome.DeliveryOutcome.Delivered;
import org.sluicemta.testing.smtp.SinkPhase;
import org.sluicemta.testing.smtp.SinkRule;
import org.sluicemta.testing.smtp.SinkScript;
import org.sluicemta.testing.smtp.SmtpSink;

/** A server that greylists sees the same address again, however many sources the pool has. */
class SourceAgainIT {
    private final SmtpSink sink = SmtpSink.start();
    private final GatewayFixture fixture = new GatewayFixture(sink.port());

    @AfterEach
    void close() {
        fixture.close();
        sink.close();
    }

    @Test
    void triesAgainFromTheSourceThatWasPutOff() {
        fixture.sources(
                GatewayFixture.source("two", "127.0.0.2", 1),
                GatewayFixture.source("three", "127.0.0.3", 1),
                GatewayFixture.source("four", "127.0.0.4", 1));
        Set<SourceId> used = new HashSet<>();
        for (int i = 0; i < 6; i++) {
            OutboundMessage first = GatewayFixture.message("user" + i + "@example.org");
            sink.script(SinkScript.of(SinkRule.at(SinkPhase.RCPT).answer(450, "4.2.0 Greylisted, come back later")));
            Deferred deferred = (Deferred) deliver(first);
            sink.script(SinkScript.of());
            deliver(GatewayFixture.message("between" + i + "@example.org"));

            Delivered delivered =
                    (Delivered) deliver(first.again(first.recipients(), first.expiresAt(), first.expiresAt()));

            assertThat(delivered.attempt().source())
                    .isEqualTo(deferred.attempt().source());
            used.add(delivered.attempt().source());
        }
        assertThat(used).hasSizeGreaterThan(1);
    }

    /** Unless the server greylists, which has nothing to do with the source. */
    @ParameterizedTest
    @CsvSource({
        "451, 4.7.500 Server busy, true",
        "450, 4.2.0 Greylisted, false",
    })
    void triesAgainFromAWarmSourceWhatAColdOneCouldNotDeliver(int code, String text, boolean fromAnother) {
        LocalDate today = LocalDate.ofInstant(InstantSource.system().instant(), ZoneOffset.UTC);
        WarmUp warmUp = new WarmUp(new WarmUpPlan("test", List.of(1_000L, 2_000L)), today);
        EgressSource cold = GatewayFixture.source("cold", "127.0.0.2", 1000);
        fixture.sources(
                new EgressSource(cold.id(), cold.address(), cold.ehloName(), cold.weight(), List.of(), List.of(warmUp)),
                GatewayFixture.source("warm", "127.0.0.3", 1));
        while (!cold.id()
                .equals(((Delivered) deliver(GatewayFixture.message("first@example.org")))
                        .attempt()
                        .source())) {
            Thread.onSpinWait(); // until the database has answered, the warm-up lets nothing leave
        }
        OutboundMessage message = GatewayFixture.message("user@example.org");
        sink.script(SinkScript.of(SinkRule.at(SinkPhase.RCPT).from("127.0.0.2").answer(code, text)));
        Deferred deferred = (Deferred) deliver(message);
        assertThat(deferred.attempt().source()).isEqualTo(cold.id());
        sink.script(SinkScript.of());

        Delivered delivered =
                (Delivered) deliver(message.again(message.recipients(), message.expiresAt(), message.expiresAt()));

        assertThat(delivered.attempt().source()).isEqualTo(new SourceId(fromAnother ? "warm" : "cold"));
    }

    private DeliveryOutcome deliver(OutboundMessage message) {
        return fixture.deliver(message).getFirst().outcome();
    }
}
