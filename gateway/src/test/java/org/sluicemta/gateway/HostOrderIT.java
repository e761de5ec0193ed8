package org.sluicemta.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluicemta.gateway.GatewayFixture.content;
import static org.sluicemta.gateway.GatewayFixture.message;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sluicemta.egress.SiteTimeouts;
import org.sluicemta.letter.OutboundMessage;
import org.sluicemta.mail.EnvelopeOptions;
import org.sluicemta.outcome.DeliveryOutcome;
import org.sluicemta.outcome.DeliveryOutcome.Bounced;
import org.sluicemta.outcome.DeliveryOutcome.Deferred;
import org.sluicemta.outcome.DeliveryOutcome.Delivered;
import org.sluicemta.outcome.RecipientOutcome;
import org.sluicemta.testing.dns.DnsTrouble;
import org.sluicemta.testing.smtp.SinkFault;
import org.sluicemta.testing.smtp.SinkOptions;
import org.sluicemta.testing.smtp.SinkPhase;
import org.sluicemta.testing.smtp.SinkRule;
import org.sluicemta.testing.smtp.SinkScript;
import org.sluicemta.testing.smtp.SmtpSink;
import org.sluicemta.testing.smtp.WireReply;

/** Several hosts for one domain: their order never decides the kind of outcome, and one that hangs up is not the last. */
class HostOrderIT {
    private static final String ONE = "127.0.0.1";
    private static final String TWO = "127.0.0.11";

    private final SmtpSink sink = SmtpSink.start(SinkOptions.onLoopback().withAddresses(ONE, TWO));
    private final GatewayFixture fixture =
            new GatewayFixture(sink.port()).limits(limits -> limits.timeouts(shortGreeting(limits.timeouts())));

    /** A silent host costs two seconds, and a busy machine isn't taken for a silent host. */
    private static SiteTimeouts shortGreeting(SiteTimeouts times) {
        return new SiteTimeouts(
                times.connect(),
                Duration.ofSeconds(2),
                times.hello(),
                times.mail(),
                times.recipient(),
                times.data(),
                times.block(),
                times.endOfData(),
                times.quit());
    }

    @AfterEach
    void close() {
        fixture.close();
        sink.close();
    }

    /** What a host of a domain is up to, before any mail. */
    private enum Host {
        DOWN(true),
        BUSY(true),
        HANGS_UP(true),
        SILENT(true),
        HELO_LATER(true),
        NO_DNS(true),
        REFUSES(false),
        NO_HELO(false),
        NO_ADDRESS(false);

        private final boolean temporary;

        Host(boolean temporary) {
            this.temporary = temporary;
        }

        Stream<SinkRule> rules(String address) {
            return switch (this) {
                case BUSY ->
                    Stream.of(SinkRule.at(SinkPhase.CONNECT).to(address).answer(421, "4.3.2 Busy"));
                case HANGS_UP ->
                    Stream.of(SinkRule.at(SinkPhase.CONNECT).to(address).close());
                case SILENT ->
                    Stream.of(SinkRule.at(SinkPhase.CONNECT).to(address).stallForever());
                case HELO_LATER ->
                    Stream.of(SinkRule.at(SinkPhase.EHLO).to(address).answer(450, "4.7.1 Later"));
                case REFUSES ->
                    Stream.of(SinkRule.at(SinkPhase.CONNECT).to(address).answer(554, "5.7.1 Go away"));
                case NO_HELO ->
                    Stream.of(
                            SinkRule.at(SinkPhase.EHLO).to(address).answer(550, "5.7.1 Go away"),
                            SinkRule.at(SinkPhase.HELO).to(address).answer(550, "5.7.1 Go away"));
                case DOWN, NO_DNS, NO_ADDRESS -> Stream.of();
            };
        }
    }

    private void give(String name, Host host, String address) {
        switch (host) {
            case DOWN -> fixture.dns.a(name, "127.0.0.77");
            case NO_DNS -> fixture.dns.trouble(name, DnsTrouble.SERVFAIL);
            case NO_ADDRESS -> fixture.dns.txt(name, "no address");
            default -> fixture.dns.a(name, address);
        }
    }

    static Stream<Arguments> pairs() {
        return Arrays.stream(Host.values())
                .flatMap(one -> Arrays.stream(Host.values()).map(two -> Arguments.of(one, two)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void givesUpOnlyWhenEachHostRefuses(Host preferred, Host backup) {
        fixture.dns.mx("two.example", 10, "a.two.example").mx("two.example", 20, "b.two.example");
        give("a.two.example", preferred, ONE);
        give("b.two.example", backup, TWO);
        sink.script(new SinkScript(
                Stream.concat(preferred.rules(ONE), backup.rules(TWO)).toList()));

        DeliveryOutcome outcome = fixture.deliverOne("a@two.example");

        assertThat(outcome).isInstanceOf(preferred.temporary || backup.temporary ? Deferred.class : Bounced.class);
    }

    @ParameterizedTest
    @EnumSource(Host.class)
    void deliversToTheOneHostThatTakesIt(Host other) {
        fixture.dns.mx("two.example", 10, "a.two.example").mx("two.example", 20, "b.two.example");
        give("a.two.example", other, ONE);
        fixture.dns.a("b.two.example", TWO);
        sink.script(new SinkScript(other.rules(ONE).toList()));

        assertThat(fixture.deliverOne("a@two.example")).isInstanceOf(Delivered.class);
    }

    private void twoHosts(SinkRule... rules) {
        fixture.dns
                .mx("two.example", 10, "a.two.example")
                .a("a.two.example", ONE)
                .mx("two.example", 20, "b.two.example")
                .a("b.two.example", TWO);
        sink.script(SinkScript.of(rules));
    }

    static Stream<Arguments> breaks() {
        WireReply goodbye = WireReply.of(421, "4.3.2 Shutting down");
        Stream.Builder<Arguments> all = Stream.builder();
        for (SinkPhase phase : List.of(SinkPhase.MAIL, SinkPhase.RCPT, SinkPhase.DATA)) {
            all.add(Arguments.of(phase, new SinkFault.Answer(goodbye)));
            all.add(Arguments.of(phase, new SinkFault.AnswerThenClose(goodbye)));
            all.add(Arguments.of(phase, new SinkFault.Close()));
            all.add(Arguments.of(phase, new SinkFault.Reset()));
            all.add(Arguments.of(phase, new SinkFault.StallForever()));
        }
        all.add(Arguments.of(SinkPhase.END_OF_DATA, new SinkFault.Answer(goodbye)));
        return all.build();
    }

    @ParameterizedTest
    @MethodSource("breaks")
    void asksTheNextHostWhenOneBreaksOff(SinkPhase phase, SinkFault fault) {
        twoHosts(SinkRule.at(phase).to(ONE).then(fault));

        assertThat(fixture.shortWaitFor(phase, fault).deliver(message("a@two.example", "b@two.example")))
                .allSatisfy(one -> assertThat(one.outcome()).isInstanceOf(Delivered.class));
        assertThat(sink.messages())
                .hasSize(1)
                .allSatisfy(taken -> assertThat(taken.localAddress()).isEqualTo(TWO));
    }

    @Test
    void asksTheNextHostWhenOneBreaksOffBeforeTheEndOfTheContent() {
        twoHosts(SinkRule.at(SinkPhase.CONTENT).to(ONE).then(new SinkFault.CloseMidData(1000)));
        OutboundMessage large = message(
                EnvelopeOptions.NONE,
                content("Subject: x\r\n\r\n" + "x".repeat(900).concat("\r\n").repeat(10_000)),
                "a@two.example");

        assertThat(fixture.deliver(large).getFirst().outcome()).isInstanceOf(Delivered.class);
        assertThat(sink.messages()).hasSize(1);
    }

    @Test
    void asksTheNextHostForThoseAloneThatAreUndecided() {
        twoHosts(
                SinkRule.at(SinkPhase.RCPT).recipient("gone@two.example").answer(550, "5.1.1 No such user"),
                SinkRule.at(SinkPhase.RCPT).to(ONE).recipient("b@two.example").answer(421, "4.3.2 Shutting down"));

        List<RecipientOutcome> outcomes =
                fixture.deliver(message("gone@two.example", "a@two.example", "b@two.example"));

        assertThat(outcomes)
                .extracting(one -> one.outcome().getClass().getSimpleName())
                .containsExactly("Bounced", "Delivered", "Delivered");
        assertThat(sink.messages().getFirst().recipients()).containsExactly("a@two.example", "b@two.example");
    }

    @Test
    void keepsWhatOneSaidWhenTheNextRefusesToTalk() {
        twoHosts(
                SinkRule.at(SinkPhase.MAIL).to(ONE).answer(421, "4.3.2 Shutting down"),
                SinkRule.at(SinkPhase.CONNECT).to(TWO).answer(554, "5.7.1 Go away"));

        assertThat(fixture.deliverOne("a@two.example"))
                .isInstanceOfSatisfying(
                        Deferred.class,
                        deferred -> assertThat(deferred.reply().toString()).startsWith("421 4.3.2"));
    }

    @Test
    void sendsToNoOtherHostWhatOneMayHaveTaken() {
        twoHosts(SinkRule.at(SinkPhase.END_OF_DATA).to(ONE).then(new SinkFault.AcceptThenClose()));

        assertThat(fixture.deliverOne("a@two.example")).isInstanceOf(Deferred.class);
        assertThat(sink.messages()).hasSize(1);
    }

    /** Alone it would have five minutes for its greeting. */
    @Test
    void waitsNotLongForAGreetingWhereThereAreOtherHosts() {
        SiteTimeouts times = SiteTimeouts.DEFAULTS;
        fixture.limits(limits -> limits.timeouts(new SiteTimeouts(
                Duration.ofMillis(500),
                times.greeting(),
                times.hello(),
                times.mail(),
                times.recipient(),
                times.data(),
                times.block(),
                times.endOfData(),
                times.quit())));
        twoHosts(SinkRule.at(SinkPhase.CONNECT).to(ONE).stallForever());

        assertThat(fixture.deliverOne("a@two.example")).isInstanceOf(Delivered.class);
        sink.dropConnections();
    }

    @Test
    void opensAnewAfterGoodbyeWithoutClose() {
        sink.script(SinkScript.of(SinkRule.at(SinkPhase.RCPT).first(1).answer(421, "4.7.0 Try again later")));

        assertThat(fixture.deliverOne("a@example.org")).isInstanceOf(Deferred.class);
        assertThat(fixture.deliverOne("b@example.org")).isInstanceOf(Delivered.class);
        assertThat(sink.counts().connections()).isEqualTo(2);
    }

    /** One name with seven addresses, and seven names with one. */
    static Stream<Arguments> sevens() {
        String[] dead = {"127.0.0.71", "127.0.0.72", "127.0.0.73", "127.0.0.74", "127.0.0.75", "127.0.0.76"};
        Consumer<GatewayFixture> names = with -> {
            for (int i = 0; i < dead.length; i++) {
                with.dns.mx("seven.example", i, i + ".seven.example").a(i + ".seven.example", dead[i]);
            }
            with.dns.mx("seven.example", 9, "last.seven.example").a("last.seven.example", ONE);
        };
        Consumer<GatewayFixture> ofTwo = with -> with.dns
                .mx("seven.example", 1, "dead.seven.example")
                .a("dead.seven.example", dead)
                .mx("seven.example", 2, "last.seven.example")
                .a("last.seven.example", ONE);
        return Stream.of(Arguments.of("seven names", names), Arguments.of("one name of six", ofTwo));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sevens")
    void findsTheHostBehindSixDeadOnesInTheSecondAttempt(String how, Consumer<GatewayFixture> domain) {
        domain.accept(fixture);

        assertThat(fixture.deliverOne("a@seven.example")).isInstanceOf(Deferred.class);
        assertThat(fixture.deliverOne("a@seven.example")).isInstanceOf(Delivered.class);
    }

    @Test
    void looksUpFewOfTwoHundredHostsAndOthersNextTime() {
        try (GatewayFixture impatient = GatewayFixture.withSilentDns(sink.port())) {
            for (int i = 0; i < 200; i++) {
                impatient
                        .dns
                        .mx("many.example", i, i + ".many.example")
                        .trouble(i + ".many.example", DnsTrouble.SILENCE);
            }
            long started = System.nanoTime();

            assertThat(impatient.deliverOne("a@many.example")).isInstanceOf(Deferred.class);
            long first = hostsAsked(impatient);
            assertThat(impatient.deliverOne("a@many.example")).isInstanceOf(Deferred.class);

            assertThat(first).isLessThanOrEqualTo(10);
            assertThat(hostsAsked(impatient)).isBetween(first + 1, 20L);
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(40));
        }
    }

    private static long hostsAsked(GatewayFixture fixture) {
        return fixture.dns.queries().stream()
                .map(query -> query.name().toString())
                .filter(name -> name.contains(".many.example"))
                .distinct()
                .count();
    }

    private static SinkRule overloaded(String address, int code) {
        return SinkRule.at(SinkPhase.RCPT).to(address).answer(code, "overloaded");
    }

    @Test
    void aReplyMaySendTheMessageToTheNextHost() {
        fixture.dns
                .mx("two.example", 10, "one.two.example")
                .mx("two.example", 20, "two.two.example")
                .a("one.two.example", ONE)
                .a("two.two.example", TWO);
        sink.script(SinkScript.of(overloaded(ONE, 451)));
        assertThat(fixture.deliver(GatewayFixture.message("user@two.example"))
                        .getFirst()
                        .outcome())
                .as("from the second time on")
                .isInstanceOf(DeliveryOutcome.Deferred.class);
        assertThat(fixture.deliver(GatewayFixture.message("user@two.example"))
                        .getFirst()
                        .outcome())
                .isInstanceOf(DeliveryOutcome.Delivered.class);

        sink.script(SinkScript.of(overloaded(ONE, 550), overloaded(TWO, 451)));
        assertThat(fixture.deliver(GatewayFixture.message("user@two.example"))
                        .getFirst()
                        .outcome())
                .isInstanceOf(DeliveryOutcome.Deferred.class);

        sink.script(SinkScript.of(overloaded(ONE, 451), overloaded(TWO, 550)));
        assertThat(fixture.deliver(GatewayFixture.message("user@two.example"))
                        .getFirst()
                        .outcome())
                .as("whatever their order")
                .isInstanceOf(DeliveryOutcome.Deferred.class);
    }

    /** Two connections find out that the first host is dead, and nobody waits for it after that. */
    @Test
    void aHostThatDoesNotAnswerIsPassedOverWhileOthersDo() {
        fixture.limits(limits -> limits.perConnection(1));
        fixture.dns
                .mx("two.example", 10, "one.two.example")
                .mx("two.example", 20, "two.two.example")
                .a("one.two.example", ONE)
                .a("two.two.example", TWO);
        sink.script(SinkScript.of(Host.HANGS_UP.rules(ONE).toArray(SinkRule[]::new)));

        for (int i = 0; i < 6; i++) {
            assertThat(fixture.deliver(GatewayFixture.message("user@two.example"))
                            .getFirst()
                            .outcome())
                    .isInstanceOf(DeliveryOutcome.Delivered.class);
        }

        assertThat(sink.counts().connections()).isEqualTo(6 + 2);
        assertThat(fixture.registry.getSampleValue("sluice_gateway_silent_hosts"))
                .isEqualTo(1);
    }
}
