package org.sluicemta.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluicemta.gateway.GatewayFixture.BOUND;
import static org.sluicemta.gateway.GatewayFixture.message;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sluicemta.egress.SiteId;
import org.sluicemta.outcome.DeliveryOutcome;
import org.sluicemta.outcome.DeliveryOutcome.Deferred;
import org.sluicemta.outcome.DeliveryOutcome.Delivered;
import org.sluicemta.outcome.RecipientOutcome;
import org.sluicemta.testing.smtp.SinkPhase;
import org.sluicemta.testing.smtp.SinkRule;
import org.sluicemta.testing.smtp.SinkScript;
import org.sluicemta.testing.smtp.SmtpSink;

/** A stop while remote servers take their time. */
class StopIT {
    private static final int MESSAGES = 5;

    private final SmtpSink sink = SmtpSink.start();
    private final GatewayFixture fixture = new GatewayFixture(sink.port());

    @BeforeEach
    void patience() {
        fixture.limits(limits -> limits.timeouts(GatewayFixture.all(Duration.ofMinutes(5))));
    }

    @AfterEach
    void close() {
        sink.dropConnections();
        fixture.close();
        sink.close();
    }

    private List<CompletableFuture<List<RecipientOutcome>>> begin(SinkPhase where, SinkRule rule) throws Exception {
        sink.script(SinkScript.of(rule));
        List<CompletableFuture<List<RecipientOutcome>>> all = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            all.add(fixture.takeSlot(SiteId.OTHER)
                    .deliver(message(i + "@example.org"))
                    .toCompletableFuture());
        }
        sink.awaitCounts(counts -> reached(counts.command(verb(where)), counts.connections()), BOUND);
        return all;
    }

    private static boolean reached(long commands, int connections) {
        return commands == MESSAGES || commands < 0 && connections == MESSAGES;
    }

    private static String verb(SinkPhase phase) {
        return phase == SinkPhase.END_OF_DATA ? "DATA" : phase.name();
    }

    private static List<DeliveryOutcome> outcomes(
            List<CompletableFuture<List<RecipientOutcome>>> all, Duration within) {
        return all.stream()
                .map(one -> {
                    try {
                        return one.get(within.toMillis(), TimeUnit.MILLISECONDS)
                                .getFirst()
                                .outcome();
                    } catch (InterruptedException | ExecutionException | TimeoutException e) {
                        throw new CompletionException(e);
                    }
                })
                .toList();
    }

    @Test
    void waitsForTheAnswerToWhatHasBeenSent() throws Exception {
        var all =
                begin(SinkPhase.END_OF_DATA, SinkRule.at(SinkPhase.END_OF_DATA).stall(Duration.ofSeconds(4)));

        fixture.gateway.stop(Duration.ofSeconds(12));

        assertThat(outcomes(all, Duration.ofMillis(1))).hasSize(MESSAGES).allMatch(one -> one instanceof Delivered);
        assertThat(sink.counts().messages()).isEqualTo(MESSAGES);
    }

    /** So none of them can be taken after this server has forgotten it. */
    @ParameterizedTest
    @EnumSource(names = {"MAIL", "RCPT", "DATA"})
    void cutsOffSoonWhatHasNotBeenSent(SinkPhase phase) throws Exception {
        var all = begin(phase, SinkRule.at(phase).stall(Duration.ofSeconds(8)));
        long started = System.nanoTime();

        fixture.gateway.beginStop(Duration.ofSeconds(16));

        assertThat(outcomes(all, Duration.ofSeconds(12)))
                .hasSize(MESSAGES)
                .allSatisfy(one -> assertThat(one)
                        .isInstanceOfSatisfying(
                                Deferred.class,
                                deferred ->
                                        assertThat(deferred.reply().toString()).startsWith("451 4.3.2")));
        assertThat(Duration.ofNanos(System.nanoTime() - started))
                .isBetween(Duration.ofSeconds(3), Duration.ofSeconds(8));
        assertThat(sink.counts().messages()).isZero();
    }

    @Test
    void letsEndWhatIsNearlySent() throws Exception {
        var all = begin(SinkPhase.RCPT, SinkRule.at(SinkPhase.RCPT).stall(Duration.ofSeconds(1)));

        fixture.gateway.stop(Duration.ofSeconds(16));

        assertThat(outcomes(all, Duration.ofMillis(1))).allMatch(one -> one instanceof Delivered);
    }

    @Test
    void hasAnOutcomeForEverythingWithinTheBound() throws Exception {
        var all =
                begin(SinkPhase.END_OF_DATA, SinkRule.at(SinkPhase.END_OF_DATA).stallForever());

        // It ends what is left a second before, which is for recording the outcomes.
        fixture.gateway.beginStop(Duration.ofSeconds(10));

        assertThat(outcomes(all, Duration.ofSeconds(10))).allMatch(one -> one instanceof Deferred);
    }

    @Test
    void triesNoOtherHostForWhatItCutOff() throws Exception {
        fixture.dns.mx("example.org", 20, "second.example.org").a("second.example.org", "127.0.0.1");
        var all = begin(SinkPhase.RCPT, SinkRule.at(SinkPhase.RCPT).stallForever());

        fixture.gateway.beginStop(Duration.ofSeconds(4));

        assertThat(outcomes(all, Duration.ofSeconds(4))).allMatch(one -> one instanceof Deferred);
        assertThat(sink.counts().connections()).isEqualTo(MESSAGES);
    }

    @Test
    void givesNoSlotsAfterwards() {
        fixture.gateway.beginStop(Duration.ofSeconds(1));

        assertThat(fixture.gateway.gate(GatewayFixture.POOL, SiteId.OTHER).tryTake())
                .isEmpty();
        assertThat(fixture.gateway.gate(GatewayFixture.POOL, new SiteId("new")).tryTake())
                .isEmpty();
    }
}
