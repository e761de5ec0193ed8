package org.sluicemta.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluicemta.gateway.GatewayFixture.BOUND;
import static org.sluicemta.gateway.GatewayFixture.POOL;
import static org.sluicemta.gateway.GatewayFixture.message;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sluicemta.egress.SiteId;
import org.sluicemta.letter.OutboundMessage;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.EnvelopeOptions;
import org.sluicemta.mail.EnvelopeRecipient;
import org.sluicemta.outcome.DeliveryOutcome.Deferred;
import org.sluicemta.outcome.DeliveryOutcome.Delivered;
import org.sluicemta.outcome.RecipientOutcome;
import org.sluicemta.testing.smtp.SinkOptions;
import org.sluicemta.testing.smtp.SinkPhase;
import org.sluicemta.testing.smtp.SinkRule;
import org.sluicemta.testing.smtp.SinkScript;
import org.sluicemta.testing.smtp.SmtpSink;

/** How many connections are open, over all domains and sites. */
class ConnectionLimitsIT {
    private static final String LIVE = "127.0.0.11";
    private static final String SILENT = "127.0.0.21";

    /** A sink sees the end of one connection after the beginning of the next. */
    private static final int OVERLAP = 3;

    private final SmtpSink sink = SmtpSink.start(SinkOptions.onLoopback().withAddresses("127.0.0.1", LIVE, SILENT));
    private final GatewayFixture fixture = new GatewayFixture(sink.port());

    @AfterEach
    void close() {
        sink.dropConnections();
        fixture.close();
        sink.close();
    }

    private CompletableFuture<List<RecipientOutcome>> deliver(DeliverySlot slot, String recipient, SiteId site) {
        EnvelopeRecipient one = new EnvelopeRecipient(EmailAddress.parse(recipient), 0, Set.of(), null);
        OutboundMessage mail = message(EnvelopeOptions.NONE, GatewayFixture.content("x\r\n"), List.of(one), site);
        return slot.deliver(mail).toCompletableFuture();
    }

    private static void assertDelivered(List<CompletableFuture<List<RecipientOutcome>>> all) {
        assertThat(all)
                .allSatisfy(one -> assertThat(one.orTimeout(BOUND.toSeconds(), TimeUnit.SECONDS)
                                .join()
                                .getFirst()
                                .outcome())
                        .isInstanceOf(Delivered.class));
    }

    @Test
    void opensNoMoreToOneHostHoweverManyDomainsItHas() throws Exception {
        fixture.otherConnections(200).connectionLimits(2000, 2000, 2000, 5, 500);
        sink.script(SinkScript.of(SinkRule.at(SinkPhase.END_OF_DATA).stall(Duration.ofMillis(50))));
        List<CompletableFuture<List<RecipientOutcome>>> all = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            fixture.domain("d" + i + ".example", LIVE);
            all.add(deliver(fixture.takeSlot("d" + i + ".example"), "a@d" + i + ".example", SiteId.OTHER));
        }

        assertDelivered(all);
        assertThat(sink.counts().maxOpenConnections()).isBetween(5, 5 + OVERLAP);
        assertThat(fixture.gateway.openConnections()).isLessThanOrEqualTo(5);
    }

    @Test
    void handsAConnectionOnToWhoWaitsForTheHost() throws Exception {
        fixture.otherConnections(200).connectionLimits(2000, 2000, 2000, 2, 500);
        fixture.deliverOne("anna@example.org");
        sink.script(SinkScript.of(SinkRule.at(SinkPhase.END_OF_DATA).stall(Duration.ofMillis(50))));
        List<CompletableFuture<List<RecipientOutcome>>> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            all.add(deliver(fixture.takeSlot("example.org"), i + "@example.org", SiteId.OTHER));
        }

        assertDelivered(all);
        assertThat(sink.counts().connections()).isEqualTo(2);
    }

    @Test
    void opensNoMoreThanTheServerMayHoweverManySitesHaveMail() throws Exception {
        fixture.connectionLimits(6, 2000, 2000, 2000, 500);
        sink.script(SinkScript.of(SinkRule.at(SinkPhase.END_OF_DATA).stall(Duration.ofMillis(20))));
        for (int i = 0; i < 12; i++) {
            fixture.domain("d" + i + ".example", LIVE).site("s" + i, "d" + i + ".example", limits -> limits);
        }
        List<CompletableFuture<List<RecipientOutcome>>> all = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            SiteId site = new SiteId("s" + i % 12);
            all.add(deliver(fixture.takeSlot(site), "a@d" + i % 12 + ".example", site));
        }

        assertDelivered(all);
        assertThat(sink.counts().maxOpenConnections()).isBetween(6, 6 + OVERLAP);
    }

    @Test
    void closesAKeptConnectionOfOneSiteForAnother() throws Exception {
        fixture.connectionLimits(1, 2000, 2000, 2000, 500);
        for (int i = 0; i < 5; i++) {
            fixture.domain("d" + i + ".example", LIVE).site("s" + i, "d" + i + ".example", limits -> limits);
            SiteId site = new SiteId("s" + i);

            assertDelivered(List.of(deliver(fixture.takeSlot(site), "a@d" + i + ".example", site)));
            assertThat(fixture.gateway.openConnections()).isEqualTo(1);
        }
    }

    @Test
    void leavesASourceThatHasAllItsConnectionsToTheOthers() throws Exception {
        fixture.sources(GatewayFixture.source("two", "127.0.0.2", 1), GatewayFixture.source("three", "127.0.0.3", 1))
                .connectionLimits(2000, 2000, 2, 2000, 500);
        sink.script(SinkScript.of(SinkRule.at(SinkPhase.END_OF_DATA).stall(Duration.ofMillis(20))));
        fixture.deliverOne("anna@example.org");
        List<CompletableFuture<List<RecipientOutcome>>> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            all.add(deliver(fixture.takeSlot("example.org"), i + "@example.org", SiteId.OTHER));
        }

        assertDelivered(all);
        assertThat(sink.counts().maxOpenConnectionsByPeer().values()).allMatch(most -> most <= 2 + OVERLAP);
    }

    /** A purge leaves what is on the wire and nothing else. */
    @Test
    void sendsNothingThatIsCalledBackBeforeItHasAConnection() throws Exception {
        List<RecipientOutcome> calledBack = fixture.takeSlot("example.org")
                .deliver(message("anna@example.org"), () -> false)
                .toCompletableFuture()
                .get(BOUND.toSeconds(), TimeUnit.SECONDS);

        assertThat(calledBack)
                .singleElement()
                .extracting(RecipientOutcome::outcome)
                .isInstanceOfSatisfying(
                        Deferred.class,
                        deferred -> assertThat(deferred.wasAttempted()).isFalse());
        assertDelivered(List.of(deliver(fixture.takeSlot("example.org"), "bert@example.org", SiteId.OTHER)));
        assertThat(sink.messages()).hasSize(1);
    }

    /** Every slot of the common site would be held until the connection times out. */
    @Test
    void deliversBesideMoreSilentDomainsThanThereAreConnections() throws Exception {
        SiteGate gate = fixture.gateway.gate(POOL, SiteId.OTHER);
        fixture.otherConnections(10)
                .limits(limits -> limits.timeouts(GatewayFixture.all(Duration.ofMinutes(5))))
                .otherConnections(10);
        sink.script(SinkScript.of(SinkRule.at(SinkPhase.CONNECT).to(SILENT).stallForever()));
        fixture.deliverOne("anna@example.org");
        for (int i = 0; i < 40; i++) {
            fixture.domain("silent" + i + ".example", SILENT);
            gate.whenReady("silent" + i + ".example", new SendWhenReady(gate, "silent" + i + ".example"));
        }
        sink.awaitCounts(counts -> counts.openConnections() >= 10, BOUND);

        // Each waits for far less long than a silent domain holds its connection.
        assertDelivered(List.of(deliver(fixture.takeSlot("example.org"), "bert@example.org", SiteId.OTHER)));
        fixture.domain("newcomer.example", LIVE);
        assertDelivered(List.of(deliver(fixture.takeSlot("newcomer.example"), "a@newcomer.example", SiteId.OTHER)));

        assertThat(gate.isFull()).isFalse();
    }

    /** What a scheduler does: asks again until there is a slot. */
    private final class SendWhenReady implements Runnable {
        private final SiteGate gate;
        private final String domain;

        SendWhenReady(SiteGate gate, String domain) {
            this.gate = gate;
            this.domain = domain;
        }

        @Override
        public void run() {
            gate.tryTake(domain)
                    .ifPresentOrElse(
                            slot -> deliver(slot, "a@" + domain, SiteId.OTHER), () -> gate.whenReady(domain, this));
        }
    }
}
