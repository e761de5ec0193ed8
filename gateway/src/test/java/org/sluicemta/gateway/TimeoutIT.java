package org.sluicemta.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluicemta.gateway.GatewayFixture.BOUND;
import static org.sluicemta.gateway.GatewayFixture.message;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sluicemta.egress.SiteTimeouts;
import org.sluicemta.egress.TlsPolicy;
import org.sluicemta.mail.EnvelopeOptions;
import org.sluicemta.outcome.DeliveryOutcome;
import org.sluicemta.outcome.DeliveryOutcome.Deferred;
import org.sluicemta.outcome.DeliveryOutcome.Delivered;
import org.sluicemta.testing.smtp.SinkExtension;
import org.sluicemta.testing.smtp.SinkFault;
import org.sluicemta.testing.smtp.SinkOptions;
import org.sluicemta.testing.smtp.SinkPhase;
import org.sluicemta.testing.smtp.SinkRule;
import org.sluicemta.testing.smtp.SinkScript;
import org.sluicemta.testing.smtp.SmtpSink;

/** Each step of a conversation has a time of its own, RFC 5321 section 4.5.3.2. */
class TimeoutIT {
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofMinutes(5);
    /** For all the other steps of a slow server, on a machine that may be busy. */
    private static final Duration OTHERS = Duration.ofSeconds(3);

    private static final Duration SLOW = Duration.ofMillis(4500);

    private final SmtpSink sink = SmtpSink.start();
    private final SmtpSink plain = SmtpSink.start(SinkOptions.onLoopback().without(SinkExtension.PIPELINING));
    private final GatewayFixture fixture = new GatewayFixture(sink.port());
    private final GatewayFixture plainFixture = new GatewayFixture(plain.port());

    @AfterEach
    void close() {
        fixture.close();
        plainFixture.close();
        sink.dropConnections();
        plain.dropConnections();
        sink.close();
        plain.close();
    }

    /** The steps in the order of the record. */
    private enum Step {
        CONNECT,
        GREETING,
        HELLO,
        MAIL,
        RECIPIENT,
        DATA,
        BLOCK,
        END_OF_DATA,
        QUIT
    }

    private static SiteTimeouts times(Step one, Duration its, Duration others) {
        Duration[] all =
                Stream.of(Step.values()).map(step -> step == one ? its : others).toArray(Duration[]::new);
        return new SiteTimeouts(all[0], all[1], all[2], all[3], all[4], all[5], all[6], all[7], all[8]);
    }

    static Stream<Arguments> steps() {
        return Stream.of(
                Arguments.of(Step.GREETING, SinkPhase.CONNECT),
                Arguments.of(Step.HELLO, SinkPhase.EHLO),
                Arguments.of(Step.HELLO, SinkPhase.STARTTLS),
                Arguments.of(Step.MAIL, SinkPhase.MAIL),
                Arguments.of(Step.RECIPIENT, SinkPhase.RCPT),
                Arguments.of(Step.DATA, SinkPhase.DATA),
                Arguments.of(Step.END_OF_DATA, SinkPhase.END_OF_DATA));
    }

    private static void assertTooLate(DeliveryOutcome outcome) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Deferred.class,
                        deferred -> assertThat(deferred.reply().toString()).startsWith("421 4.4.2 No reply within"));
    }

    @ParameterizedTest
    @MethodSource("steps")
    void givesUpAServerThatIsSilentAtThatStep(Step step, SinkPhase phase) {
        SinkScript silent = SinkScript.of(SinkRule.at(phase).stallForever());
        sink.script(silent);
        plain.script(silent);
        // Opportunistic TLS would go on in clear.
        TlsPolicy tls = phase == SinkPhase.STARTTLS ? TlsPolicy.REQUIRED : TlsPolicy.OPPORTUNISTIC;
        fixture.tls(tls).limits(limits -> limits.timeouts(times(step, SHORT, LONG)));
        plainFixture.tls(tls).limits(limits -> limits.timeouts(times(step, SHORT, LONG)));

        assertTooLate(fixture.deliverOne("anna@example.org"));
        assertTooLate(plainFixture.deliverOne("anna@example.org"));
    }

    @ParameterizedTest
    @MethodSource("steps")
    void waitsForAServerThatIsSlowAtThatStep(Step step, SinkPhase phase) {
        plain.script(SinkScript.of(SinkRule.at(phase).stall(SLOW)));
        TlsPolicy tls = phase == SinkPhase.STARTTLS ? TlsPolicy.OPPORTUNISTIC : TlsPolicy.NONE;
        plainFixture.tls(tls).limits(limits -> limits.timeouts(times(step, LONG, OTHERS)));

        assertThat(plainFixture.deliverOne("anna@example.org")).isInstanceOf(Delivered.class);
    }

    @Test
    void givesUpAServerThatReadsNoMoreOfTheContent() {
        sink.script(SinkScript.of(SinkRule.at(SinkPhase.CONTENT).then(new SinkFault.StallMidData(1000))));
        fixture.limits(limits -> limits.timeouts(times(Step.BLOCK, SHORT, LONG)));
        String large = ("x".repeat(70) + "\r\n").repeat(400_000);

        assertTooLate(fixture.deliver(message(
                        EnvelopeOptions.NONE, GatewayFixture.content("Subject: x\r\n\r\n" + large), "anna@example.org"))
                .getFirst()
                .outcome());
    }

    @Test
    void closesAConnectionWhoseServerNeverAnswersQuit() {
        sink.script(SinkScript.of(SinkRule.at(SinkPhase.QUIT).stallForever()));
        fixture.limits(limits -> limits.perConnection(1).timeouts(times(Step.QUIT, SHORT, LONG)));

        assertThat(fixture.deliverOne("anna@example.org")).isInstanceOf(Delivered.class);

        sink.awaitCounts(counts -> counts.openConnections() == 0, BOUND);
    }

    @Test
    void givesUpAnAddressThatTakesNoConnection() throws IOException {
        InetAddress address = InetAddress.getByName("127.0.0.44");
        List<Socket> queued = new ArrayList<>();
        // Two fill a queue of one; the system then drops whatever else wants to connect.
        try (ServerSocket full = new ServerSocket(sink.port(), 1, address)) {
            queued.add(new Socket(address, full.getLocalPort()));
            queued.add(new Socket(address, full.getLocalPort()));
            fixture.domain("full.example", "127.0.0.44")
                    .limits(limits -> limits.timeouts(times(Step.CONNECT, SHORT, LONG)));

            assertThat(fixture.deliverOne("a@full.example"))
                    .isInstanceOfSatisfying(
                            Deferred.class,
                            deferred -> assertThat(deferred.reply().toString()).startsWith("451 4.4.1 Cannot connect"));
        } finally {
            for (Socket socket : queued) {
                socket.close();
            }
        }
    }
}
