package org.sluicemta.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sluicemta.egress.SourceId;
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

    private DeliveryOutcome deliver(OutboundMessage message) {
        return fixture.deliver(message).getFirst().outcome();
    }
}
