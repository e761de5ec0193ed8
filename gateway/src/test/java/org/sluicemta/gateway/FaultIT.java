package org.sluicemta.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluicemta.gateway.GatewayFixture.message;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sluicemta.outcome.DeliveryOutcome;
import org.sluicemta.outcome.DeliveryOutcome.Bounced;
import org.sluicemta.outcome.DeliveryOutcome.Deferred;
import org.sluicemta.outcome.DeliveryOutcome.Delivered;
import org.sluicemta.outcome.RecipientOutcome;
import org.sluicemta.outcome.SmtpReply;
import org.sluicemta.testing.smtp.SinkExtension;
import org.sluicemta.testing.smtp.SinkFault;
import org.sluicemta.testing.smtp.SinkOptions;
import org.sluicemta.testing.smtp.SinkPhase;
import org.sluicemta.testing.smtp.SinkRule;
import org.sluicemta.testing.smtp.SinkScript;
import org.sluicemta.testing.smtp.SmtpSink;
import org.sluicemta.testing.smtp.WireReply;

/** Every fault of the sink in every phase, and what becomes of the message; with pipelining and without. */
class FaultIT {
    private final SmtpSink sink = SmtpSink.start();
    private final SmtpSink plain = SmtpSink.start(SinkOptions.onLoopback().withExtensions(Set.of(SinkExtension.SIZE)));
    private final GatewayFixture fixture = new GatewayFixture(sink.port());
    private final GatewayFixture plainFixture = new GatewayFixture(plain.port());

    @AfterEach
    void close() {
        fixture.close();
        plainFixture.close();
        sink.close();
        plain.close();
    }

    static Stream<Arguments> faults() {
        WireReply later = WireReply.of(451, "4.3.0 Later");
        WireReply goodbye = WireReply.of(421, "4.3.2 Shutting down");
        byte[] garbage = "what?\r\n".getBytes(StandardCharsets.US_ASCII);
        Stream.Builder<Arguments> all = Stream.builder();
        for (SinkPhase phase :
                List.of(SinkPhase.CONNECT, SinkPhase.MAIL, SinkPhase.RCPT, SinkPhase.DATA, SinkPhase.END_OF_DATA)) {
            all.add(Arguments.of(phase, new SinkFault.Answer(later), "451 4.3.0"));
            all.add(Arguments.of(phase, new SinkFault.AnswerThenClose(goodbye), "421 4.3.2"));
            all.add(Arguments.of(phase, new SinkFault.Answer(goodbye), "421 4.3.2"));
            all.add(Arguments.of(phase, new SinkFault.Close(), "421 4.4.2"));
            // A reset of a connection just made may be seen by connect() itself.
            all.add(Arguments.of(phase, new SinkFault.Reset(), phase == SinkPhase.CONNECT ? "4" : "421 4.4.2"));
            all.add(Arguments.of(phase, new SinkFault.StallForever(), "421 4.4.2"));
            all.add(Arguments.of(phase, new SinkFault.Garbage(garbage), "451 4.5.0"));
        }
        all.add(Arguments.of(SinkPhase.EHLO, new SinkFault.Answer(later), "451 4.3.0"));
        all.add(Arguments.of(SinkPhase.EHLO, new SinkFault.Close(), "421 4.4.2"));
        all.add(Arguments.of(SinkPhase.END_OF_DATA, new SinkFault.AcceptThenClose(), "421 4.4.2"));
        all.add(Arguments.of(SinkPhase.CONTENT, new SinkFault.CloseMidData(3), "421 4.4.2"));
        all.add(Arguments.of(SinkPhase.CONTENT, new SinkFault.AnswerMidData(3, later), ""));
        return all.build();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void defersOnTemporaryFault(SinkPhase phase, SinkFault fault, String reply) {
        sink.script(SinkScript.of(SinkRule.at(phase).then(fault)));

        assertDeferred(fixture.shortWaitFor(phase, fault).deliverOne("anna@example.org"), reply);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void defersOnTemporaryFaultWithoutPipelining(SinkPhase phase, SinkFault fault, String reply) {
        plain.script(SinkScript.of(SinkRule.at(phase).then(fault)));

        assertDeferred(plainFixture.shortWaitFor(phase, fault).deliverOne("anna@example.org"), reply);
    }

    private static void assertDeferred(DeliveryOutcome outcome, String reply) {
        assertThat(outcome).isInstanceOfSatisfying(Deferred.class, deferred -> {
            assertThat(deferred.reply().toString()).startsWith(reply);
            assertThat(deferred.attempt().remoteAddress()).startsWith("127.0.0.1:");
            assertThat(deferred.attempt().took()).isPositive();
        });
    }

    @ParameterizedTest
    @MethodSource("faults")
    void deliversTheNextMessageAfterFault(SinkPhase phase, SinkFault fault, String reply) {
        sink.script(SinkScript.of(SinkRule.at(phase).first(1).then(fault)));

        fixture.shortWaitFor(phase, fault).deliverOne("anna@example.org");
        fixture.limits(limits -> limits.timeouts(GatewayFixture.LIMITS.timeouts()));

        assertThat(fixture.deliverOne("bert@example.org")).isInstanceOf(Delivered.class);
        assertThat(sink.messages().getLast().recipients()).containsExactly("bert@example.org");
    }

    /** Lines of one reply that differ: the last one counts, and above all a message taken is not sent again. */
    @ParameterizedTest
    @CsvSource({"250-2.0.0 Ok|251 2.1.5 Forwarded", "451-Wait|250 Ok", "250-Ok and|more|250 Ok", "250+Ok", "250"})
    void deliversWhereTheLastLineSaysSo(String reply) {
        byte[] octets = (reply.replace("|", "\r\n") + "\r\n").getBytes(StandardCharsets.US_ASCII);
        sink.script(SinkScript.of(SinkRule.at(SinkPhase.END_OF_DATA).then(new SinkFault.Garbage(octets))));

        assertThat(fixture.deliverOne("anna@example.org")).isInstanceOf(Delivered.class);
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void bouncesOnPermanentAnswer(SinkPhase phase) {
        sink.script(SinkScript.of(SinkRule.at(phase).answer(550, "5.1.1 No such", "5.1.1 user")));

        DeliveryOutcome outcome = fixture.deliverOne("anna@example.org");

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Bounced.class,
                        bounced -> assertThat(bounced.reply())
                                .isEqualTo(new SmtpReply(550, "5.1.1", List.of("No such", "user"), null)));
        assertThat(fixture.deliver(message("bert@example.org"))).hasSize(1);
    }

    static Stream<SinkPhase> refusals() {
        return Stream.of(SinkPhase.CONNECT, SinkPhase.MAIL, SinkPhase.RCPT, SinkPhase.DATA, SinkPhase.END_OF_DATA);
    }

    @Test
    void defersWhenTableSaysThatPermanentCodeIsTemporary() {
        sink.script(SinkScript.of(SinkRule.at(SinkPhase.MAIL).answer(550, "5.7.1 Blocked for now")));

        assertThat(fixture.deliverOne("anna@example.org")).isInstanceOf(Deferred.class);
    }

    @Test
    void bouncesWhenTableSaysThatTemporaryCodeIsPermanent() {
        sink.script(SinkScript.of(SinkRule.at(SinkPhase.RCPT).answer(450, "4.2.1 Closed for good")));

        assertThat(fixture.deliverOne("anna@example.org")).isInstanceOf(Bounced.class);
    }

    @Test
    void givesEachRecipientItsOwnOutcome() {
        sink.script(SinkScript.of(
                SinkRule.at(SinkPhase.RCPT).recipient("no@example.org").answer(550, "5.1.1 No such user"),
                SinkRule.at(SinkPhase.RCPT).recipient("later@example.org").answer(452, "4.2.2 Full")));

        List<RecipientOutcome> outcomes =
                fixture.deliver(message("yes@example.org", "no@example.org", "later@example.org", "too@example.org"));

        assertThat(outcomes.get(0).outcome()).isInstanceOf(Delivered.class);
        assertThat(outcomes.get(1).outcome()).isInstanceOf(Bounced.class);
        assertThat(outcomes.get(2).outcome()).isInstanceOf(Deferred.class);
        assertThat(outcomes.get(3).outcome()).isInstanceOf(Delivered.class);
        assertThat(sink.messages().getFirst().recipients()).containsExactly("yes@example.org", "too@example.org");
    }

    @Test
    void keepsRefusalsWhenConnectionIsLostAfterwards() {
        sink.script(SinkScript.of(
                SinkRule.at(SinkPhase.RCPT).recipient("no@example.org").answer(550, "5.1.1 No such user"),
                SinkRule.at(SinkPhase.END_OF_DATA).close()));

        List<RecipientOutcome> outcomes = fixture.deliver(message("yes@example.org", "no@example.org"));

        assertThat(outcomes.get(0).outcome()).isInstanceOf(Deferred.class);
        assertThat(outcomes.get(1).outcome()).isInstanceOf(Bounced.class);
    }

    @Test
    void sendsNoContentWhenAllRecipientsAreRefusedButDataIsNot() {
        sink.script(SinkScript.of(
                SinkRule.at(SinkPhase.RCPT).first(2).answer(550, "5.1.1 No such user"),
                SinkRule.at(SinkPhase.DATA).first(1).answer(354, "Go on all the same")));

        List<RecipientOutcome> outcomes = fixture.deliver(message("no@example.org", "nor@example.org"));

        assertThat(outcomes).allSatisfy(one -> assertThat(one.outcome()).isInstanceOf(Bounced.class));
        assertThat(fixture.deliverOne("yes@example.org")).isInstanceOf(Delivered.class);
        assertThat(sink.messages().getLast().text()).isEqualTo("Subject: hello\r\n\r\nHello.\r\n");
    }

    @Test
    void waitsForSlowReplies() {
        sink.script(
                SinkScript.of(SinkRule.at(SinkPhase.END_OF_DATA).then(new SinkFault.SlowDrip(Duration.ofMillis(10)))));

        assertThat(fixture.deliverOne("anna@example.org")).isInstanceOf(Delivered.class);
    }
}
