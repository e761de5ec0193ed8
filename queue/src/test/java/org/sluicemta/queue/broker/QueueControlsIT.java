package org.sluicemta.queue.broker;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.core.client.impl.ClientMessageImpl;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both ways to ask a broker give the same answers, and neither leaves anything in it. */
class QueueControlsIT {
    private static final String LANE = "egress.pool.site.shared";
    private static final String LONGER = LANE + ".x";
    private static final SimpleString MARK = SimpleString.of("mark");

    @TempDir
    private Path directory;

    @Test
    void answersInThisProcess() throws Exception {
        try (TestBroker broker = new TestBroker(directory)) {
            answers(broker, local(broker.broker().inProcess()));
        }
    }

    @Test
    void answersOverAConnection() throws Exception {
        try (TestBroker broker = new TestBroker(directory)) {
            RemoteQueues remote = new RemoteQueues(broker.connections(), BrokerTuning.DEFAULTS);
            answers(broker, remote);
            remote.close();
        }
    }

    @Test
    void leavesNothingBehindInThisProcess() throws Exception {
        try (TestBroker broker = new TestBroker(directory)) {
            leavesNothing(broker, local(broker.broker().inProcess()), 10_000);
        }
    }

    @Test
    void leavesNothingBehindOverAConnection() throws Exception {
        try (TestBroker broker = new TestBroker(directory)) {
            RemoteQueues remote = new RemoteQueues(broker.connections(), BrokerTuning.DEFAULTS);
            leavesNothing(broker, remote, 10_000);
            remote.close();
        }
    }

    @Test
    void showsWhatConsumersHoldInThisProcess() throws Exception {
        try (TestBroker broker = new TestBroker(directory)) {
            showsWhatIsHeld(broker, local(broker.broker().inProcess()));
        }
    }

    @Test
    void showsWhatConsumersHoldOverAConnection() throws Exception {
        try (TestBroker broker = new TestBroker(directory)) {
            RemoteQueues remote = new RemoteQueues(broker.connections(), BrokerTuning.DEFAULTS);
            showsWhatIsHeld(broker, remote);
            remote.close();
        }
    }

    private static void showsWhatIsHeld(TestBroker broker, QueueControls queues) throws Exception {
        assertThat(queues.delivering(QueueNames.DEAD, MARK)).isEmpty();
        showsWhatIsHeld(broker, queues, broker.connections().taking());
        FeedWindows windows = new FeedWindows(BrokerTuning.DEFAULTS.heap().ahead());
        showsWhatIsHeld(
                broker, queues, new ClientTakingSession(broker.connections().transacted(), windows));
    }

    private static void showsWhatIsHeld(TestBroker broker, QueueControls queues, TakingSession session)
            throws Exception {
        fill(broker, LANE, LANE, LANE);
        CollectingTaker taker = new CollectingTaker(3);
        session.open(LANE, taker);
        List<TakenMessage> taken = taker.next(3);
        assertThat(queues.delivering(LANE, MARK)).hasSize(3).allMatch("marked"::equals);
        taken.forEach(message -> acknowledge(session, message));
        session.sends().commit();
        assertThat(queues.delivering(LANE, MARK)).isEmpty();
        session.close();
    }

    private static void acknowledge(TakingSession session, TakenMessage message) {
        try {
            session.acknowledge(message);
        } catch (ActiveMQException e) {
            throw new AssertionError(e);
        }
    }

    private static QueueControls local(ActiveMQServer server) {
        return new LocalQueues(server, BrokerTuning.DEFAULTS);
    }

    private static void answers(TestBroker broker, QueueControls queues) throws Exception {
        fill(broker, LANE, LANE, LONGER);
        assertThat(queues.find("egress.nowhere")).isEmpty();
        queues.settle(LANE);
        assertThat(queues.find(LANE)).contains(new QueueFacts(LANE, 2, 0, 0, 0, false));
        assertThat(queues.list("egress.")).extracting(QueueFacts::name).containsExactlyInAnyOrder(LANE, LONGER);
        assertThat(queues.list("pool.")).isEmpty();
        queues.pause(LANE);
        assertThat(queues.find(LANE))
                .hasValueSatisfying(facts -> assertThat(facts.paused()).isTrue());
        queues.resume(LANE);
        assertThat(queues.find(LANE))
                .hasValueSatisfying(facts -> assertThat(facts.paused()).isFalse());
        assertThat(queues.move(LANE, "", QueueNames.CANCELLED)).isEqualTo(2);
        assertThat(queues.oldestAgeMillis(LANE)).isNotPositive();
        queues.settle(QueueNames.CANCELLED);
        assertThat(queues.find(QueueNames.CANCELLED))
                .hasValueSatisfying(facts -> assertThat(facts.depth()).isEqualTo(2));
    }

    private static void leavesNothing(TestBroker broker, QueueControls queues, int calls) throws Exception {
        fill(broker, LANE);
        queues.find(LANE);
        ActiveMQServer server = broker.broker().inProcess();
        local(server).settle(LANE);
        long bytes = server.getPagingManager().getGlobalSize();
        List<Tuple> before = contents(server);
        for (int i = 0; i < calls; i++) {
            assertThat(queues.find(LANE)).isPresent();
        }
        assertThat(contents(server)).containsExactlyInAnyOrderElementsOf(before);
        assertThat(server.getPagingManager().getGlobalSize()).isLessThan(bytes + (64 << 10));
    }

    private static List<Tuple> contents(ActiveMQServer server) throws Exception {
        return local(server).list("").stream()
                .map(queue -> Tuple.tuple(queue.name(), queue.depth(), queue.delivering()))
                .toList();
    }

    private static void fill(TestBroker broker, String... queues) throws Exception {
        SendSession session = broker.broker().directSession();
        for (String queue : queues) {
            ClientMessage message = new ClientMessageImpl(Message.BYTES_TYPE, true, 0, 0, (byte) 4, 512);
            message.setRoutingType(RoutingType.ANYCAST);
            message.putStringProperty(MARK, SimpleString.of("marked"));
            message.getBodyBuffer().writeBytes("x".getBytes(US_ASCII));
            session.send(queue, message);
        }
        session.commit();
    }
}
