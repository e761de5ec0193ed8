package org.sluicemta.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.event.EventType;
import org.sluicemta.handoff.HandOffException;
import org.sluicemta.mail.EnvelopeOptions;
import org.sluicemta.mail.MessageId;
import org.sluicemta.queue.broker.TcpBroker;
import org.sluicemta.testing.event.Waiting;

/** The same road over a broker that runs by itself. */
class ExternalBrokerIT {
    /** The setting of the road is 1 MiB. */
    private static final int LARGE = 2 << 20;

    @TempDir
    Path directory;

    @TempDir
    Path brokerDirectory;

    @Test
    void deliversSmallAndLargeMail() throws Exception {
        FakeGateway gateway = new FakeGateway(10);
        try (TcpBroker broker = new TcpBroker(brokerDirectory);
                Road road = road(gateway, broker)) {
            road.send(Road.ACME, "a@gmail.test", "b@else.test");
            road.send(
                    road.envelope(Road.BETA, Plans.MARKETING, EnvelopeOptions.NONE, Road.body(LARGE), "c@gmail.test"));

            assertThat(road.events.await(EventType.DELIVERED, 3)).hasSize(3);
            assertThat(gateway.delivered.await(3, Waiting.PATIENCE))
                    .anyMatch(mail -> mail.content().size() == LARGE);
        }
    }

    @Test
    void refusesMailWhileTheBrokerIsAwayAndGoesOnWhenItIsBack() throws Exception {
        FakeGateway gateway = new FakeGateway(10);
        try (TcpBroker broker = new TcpBroker(brokerDirectory);
                Road road = road(gateway, broker)) {
            gateway.hold();
            MessageId before = road.send(Road.ACME, "a@gmail.test");
            broker.stop();
            assertThatThrownBy(() -> road.send(Road.ACME, "b@gmail.test")).isInstanceOf(HandOffException.class);
            broker.startAgain();
            gateway.letGo();
            MessageId after = road.send(Road.ACME, "c@gmail.test");

            assertThat(road.events.await(EventType.DELIVERED, 2))
                    .extracting(event -> event.mail().messageId())
                    .contains(before, after);
        }
    }

    /** Lanes come and go between the messages; the last leaves none behind. */
    @Test
    void removesEmptyLanesAndLosesNothingThatComesIntoThemAgain() throws Exception {
        int rounds = 60;
        FakeGateway gateway = new FakeGateway(10);
        gateway.answer(recipient ->
                recipient.address().localPart().startsWith("later") ? Answers.deferred() : Answers.delivered());
        try (TcpBroker broker = new TcpBroker(brokerDirectory);
                Road road = Road.over(
                        broker.url(),
                        directory,
                        Plans.plan(Plans.quick(), 1_000),
                        gateway,
                        Tempo.hasty(InstantSource.system()))) {
            Set<String> before = broker.queues();
            int removed = 0;
            for (int i = 0; i < rounds; i++) {
                road.send(Road.ACME, "a" + i + "@gmail.test", "later" + i + "@else.test");
                road.events.await(EventType.DELIVERED, i + 1);
                // Now and then the lane is gone before the next message, mostly it is on its way out.
                if (i % 5 == 4) {
                    Waiting.until("the end of an empty lane", () -> !hasLane(broker));
                }
                removed += hasLane(broker) ? 0 : 1;
            }
            gateway.answer(recipient -> Answers.delivered());

            road.events.await(EventType.DELIVERED, 2 * rounds);
            assertThat(removed).as("rounds that began without the lane").isPositive();
            Waiting.until("the end of all lanes", () -> before.containsAll(broker.queues()));
        }
    }

    private static boolean hasLane(TcpBroker broker) {
        return broker.queues().stream().anyMatch(name -> name.contains("gmail"));
    }

    private Road road(FakeGateway gateway, TcpBroker broker) throws Exception {
        return Road.over(broker.url(), directory, Plans.plan(Plans.quick(), 1_000), gateway);
    }
}
