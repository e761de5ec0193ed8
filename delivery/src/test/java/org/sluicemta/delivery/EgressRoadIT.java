package org.sluicemta.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.event.Event;
import org.sluicemta.event.EventType;
import org.sluicemta.handoff.HandOffException;
import org.sluicemta.letter.OutboundMessage;
import org.sluicemta.mail.MessageId;
import org.sluicemta.testing.event.Waiting;

class EgressRoadIT {
    @TempDir
    Path directory;

    @Test
    void deliversWhatWasHandedOff() throws Exception {
        FakeGateway gateway = new FakeGateway(10);
        try (Road road = new Road(directory, Plans.plan(Plans.quick(), 1_000), gateway)) {
            MessageId id = road.send(Road.ACME, "a@gmail.test", "b@gmail.test", "c@else.test");

            List<Event> delivered = road.events.await(EventType.DELIVERED, 3);

            assertThat(delivered).allMatch(event -> id.equals(event.mail().messageId()));
            assertThat(road.events.of(EventType.QUEUED)).hasSize(3);
            List<OutboundMessage> messages = gateway.delivered.await(2, Waiting.PATIENCE);
            assertThat(messages).hasSize(2);
            assertThat(messages.getFirst().content().open().readAllBytes()).isEqualTo(Road.body(200));
        }
    }

    @Test
    void deliversAfterARestartWhatWasNotAcknowledged() throws Exception {
        FakeGateway stuck = new FakeGateway(10);
        stuck.hold();
        try (Road road = new Road(directory, Plans.plan(Plans.quick(), 1_000), stuck)) {
            for (int i = 0; i < 50; i++) {
                road.send(Road.ACME, "r" + i + "@gmail.test");
            }
            stuck.delivered.await(10, Waiting.PATIENCE);
        }
        FakeGateway gateway = new FakeGateway(10);
        try (Road road = new Road(directory, Plans.plan(Plans.quick(), 1_000), gateway)) {
            assertThat(road.events.await(EventType.DELIVERED, 50)).hasSize(50);
        }
    }

    /** If the disk is full for a moment, the stop waits for it. */
    @Test
    void deliversNothingTwiceThatAStopFoundOnItsWayToTheDisk() throws Exception {
        FakeGateway gateway = new FakeGateway(10);
        FakeStores stores = new FakeStores();
        Tempo tempo = Tempo.hasty(InstantSource.system());
        try (Road road = new Road(directory, Plans.plan(Plans.quick(), 1_000), gateway, stores, tempo)) {
            road.events.failFlushes(10);
            for (int i = 0; i < 20; i++) {
                road.send(Road.ACME, "r" + i + "@gmail.test");
            }
            road.events.await(EventType.DELIVERED, 20);
        }
        try (Road road = new Road(directory, Plans.plan(Plans.quick(), 1_000), gateway, stores, tempo)) {
            road.send(Road.ACME, "last@gmail.test");

            assertThat(road.events.await(EventType.DELIVERED, 1)).hasSize(1);
            assertThat(gateway.delivered.await(21, Waiting.PATIENCE))
                    .extracting(
                            message -> message.recipients().getFirst().address().localPart())
                    .doesNotHaveDuplicates();
        }
    }

    /** The content is written once for each message that leaves, however many that are. */
    @Test
    void refusesTheHandOffWhenTheDiskHasNoRoomForAllEnvelopes() throws Exception {
        FakeGateway gateway = new FakeGateway(10);
        try (Road road = new Road(directory, Plans.plan(Plans.quick(), 1_000), gateway)) {
            road.room = 200 + 4 * 2_048; // the content once, and an envelope a recipient
            assertThatThrownBy(() -> road.send(
                            Road.ACME, "a@one.test", "b@two.test", "c@three.test", "d@four.test", "e@five.test"))
                    .isInstanceOf(HandOffException.NoRoom.class);
            road.send(Road.ACME, "a@one.test", "b@two.test", "c@three.test", "d@four.test");
            assertThat(road.events.await(EventType.DELIVERED, 4)).hasSize(4);
        }
    }

    @Test
    void drainsTenThousand() throws Exception {
        FakeGateway gateway = new FakeGateway(20);
        try (Road road = new Road(directory, Plans.plan(Plans.quick(), 1_000), gateway)) {
            gateway.hold();
            List<Thread> senders = new java.util.ArrayList<>();
            for (int sender = 0; sender < 20; sender++) {
                String name = "s" + sender;
                senders.add(Thread.ofVirtual().start(() -> sendMany(road, name, 500)));
            }
            for (Thread sender : senders) {
                sender.join();
            }
            gateway.letGo();
            assertThat(road.events.await(EventType.DELIVERED, 10_000)).hasSize(10_000);
        }
    }

    @Test
    void tenantsShareASiteByTheirWeight() throws Exception {
        FakeGateway gateway = new FakeGateway(1);
        try (Road road = new Road(directory, Plans.plan(Plans.quick(), 1_000), gateway)) {
            gateway.hold();
            for (int i = 0; i < 100; i++) {
                road.send(Road.ACME, "a" + i + "@gmail.test");
                road.send(Road.BETA, "b" + i + "@gmail.test");
            }
            gateway.letGo();

            long ofBeta = gateway.delivered.await(200, Waiting.PATIENCE).stream()
                    .limit(80)
                    .filter(message -> message.tenant().equals(Road.BETA))
                    .count();

            assertThat(ofBeta).as("of the first 80, by weight 3 to 1").isBetween(55L, 65L);
        }
    }

    private static void sendMany(Road road, String name, int count) {
        try {
            for (int i = 0; i < count; i++) {
                road.send(Road.ACME, name + "-" + i + "@gmail.test");
            }
        } catch (org.sluicemta.handoff.HandOffException e) {
            throw new IllegalStateException(e);
        }
    }
}
