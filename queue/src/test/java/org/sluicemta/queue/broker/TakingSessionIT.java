package org.sluicemta.queue.broker;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sluicemta.queue.broker.BrokerMessages.small;
import static org.sluicemta.queue.broker.BrokerMessages.streamed;
import static org.sluicemta.queue.broker.BrokerMessages.text;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQNonExistentQueueException;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TakingSessionIT {
    private static final String LANE = "egress.pool.site.shared";
    private static final String SLOT = "later.20300101T000000Z";

    @TempDir
    private Path directory;

    @Test
    void movesAMessageInOneTransaction() throws Exception {
        byte[] large = "0123456789abcdef".repeat(TestBroker.LARGE / 4).getBytes(US_ASCII);
        try (TestBroker broker = new TestBroker(directory)) {
            fill(broker, "first", "second");
            TakingSession taking = broker.connections().taking();
            TakenMessage taken = take(taking);
            taking.sends().send(SLOT, small("first again"));
            taking.sends().send(SLOT, streamed(new ByteArrayInputStream(large)));
            assertThat(broker.depth(SLOT)).isZero();
            taking.acknowledge(taken);
            taking.sends().commit();
            assertThat(broker.depth(SLOT)).isEqualTo(2);
            assertThat(broker.depth(LANE)).isOne();
            taking.close();
        }
        try (TestBroker broker = new TestBroker(directory)) {
            assertThat(broker.take(SLOT)).asString(US_ASCII).isEqualTo("first again");
            assertThat(broker.take(SLOT)).isEqualTo(large);
            assertThat(broker.take(LANE)).asString(US_ASCII).isEqualTo("second");
        }
    }

    /** What has been sent and not committed is in files, however much it is, and in no queue of packets. */
    @Test
    void keepsNothingLargeInMemory() throws Exception {
        try (TestBroker broker = new TestBroker(directory)) {
            TakingSession taking = broker.connections().taking();
            for (int sent = 1; sent <= 20; sent++) {
                taking.sends().send(SLOT, streamed(new ByteArrayInputStream(new byte[3 << 20])));
                assertThat(bytesOfLargeMessages()).isGreaterThanOrEqualTo((long) sent * (3 << 20));
            }
            taking.sends().commit();
            assertThat(broker.depth(SLOT)).isEqualTo(20);
            taking.close();
        }
    }

    @Test
    void leavesEverythingAsItWasWhenItEndsWithoutACommit() throws Exception {
        try (TestBroker broker = new TestBroker(directory)) {
            fill(broker, "first");
            TakingSession taking = broker.connections().taking();
            TakenMessage taken = take(taking);
            taking.sends().send(SLOT, small("first again"));
            taking.sends().send(SLOT, streamed(new ByteArrayInputStream(new byte[TestBroker.LARGE])));
            ClientMessage broken = streamed(new BrokerMessages.BrokenStream());
            assertThatThrownBy(() -> taking.sends().send(SLOT, broken)).isInstanceOf(ActiveMQException.class);
            taking.acknowledge(taken);
            taking.close();
            assertThat(taking.sends().isClosed()).isTrue();
            assertThat(broker.depth(SLOT)).isZero();
            assertThat(broker.depth(LANE)).isOne();
        }
        assertThat(directory.resolve("large")).isEmptyDirectory();
        try (TestBroker broker = new TestBroker(directory)) {
            assertThat(broker.take(LANE)).asString(US_ASCII).isEqualTo("first");
        }
    }

    @Test
    void forwardsWhatItReceivedAndForgetsIt() throws Exception {
        try (TestBroker broker = new TestBroker(directory)) {
            fill(broker, "unreadable");
            TakingSession taking = broker.connections().taking();
            TakenMessage taken = take(taking);
            taking.forward(QueueNames.DEAD, taken);
            taking.acknowledge(taken);
            taking.sends().commit();
            taking.close();
            assertThat(broker.depth(LANE)).isZero();
            assertThat(broker.take(QueueNames.DEAD)).asString(US_ASCII).isEqualTo("unreadable");
        }
    }

    @Test
    void takesOneTransactionAfterAnother() throws Exception {
        try (TestBroker broker = new TestBroker(directory)) {
            fill(broker, "0", "1", "2");
            TakingSession taking = broker.connections().taking();
            CollectingTaker taker = new CollectingTaker(3);
            taking.open(LANE, taker);
            for (int i = 0; i < 3; i++) {
                TakenMessage taken = taker.next();
                assertThat(text(taken)).isEqualTo(String.valueOf(i));
                taking.sends().send(SLOT, small("again " + i));
                taking.acknowledge(taken);
                taking.sends().commit();
                assertThat(broker.depth(SLOT)).isEqualTo(i + 1);
                assertThat(broker.depth(LANE)).isEqualTo(2 - i);
            }
            taking.close();
        }
    }

    @Test
    void pushesNoMoreThanThereIsRoomFor() throws Exception {
        try (TestBroker broker = new TestBroker(directory)) {
            fill(broker, "0", "1", "2", "3", "4");
            TakingSession taking = broker.connections().taking();
            CollectingTaker taker = new CollectingTaker(2);
            Feed feed = taking.open(LANE, taker);
            taker.next(2);
            taker.awaitRefusal();
            assertThat(taker.isEmpty()).isTrue();
            taker.makeRoom(3);
            feed.more();
            assertThat(taker.next(3)).extracting(BrokerMessages::text).containsExactly("2", "3", "4");
            taking.close();
            assertThat(broker.depth(LANE)).isEqualTo(5);
        }
    }

    @Test
    void pushesWhatComesLater() throws Exception {
        try (TestBroker broker = new TestBroker(directory)) {
            fill(broker, "0");
            TakingSession taking = broker.connections().taking();
            CollectingTaker taker = new CollectingTaker(9);
            taking.open(LANE, taker);
            assertThat(text(taker.next())).isEqualTo("0");
            fill(broker, "1");
            assertThat(text(taker.next())).isEqualTo("1");
            taking.close();
        }
    }

    /** What was taken goes back in its order, and only to whoever opens the next feed. */
    @Test
    void givesBackWhatWasNotAcknowledged() throws Exception {
        try (TestBroker broker = new TestBroker(directory)) {
            fill(broker, "0", "1", "2", "3");
            TakingSession taking = broker.connections().taking();
            CollectingTaker first = new CollectingTaker(3);
            Feed feed = taking.open(LANE, first);
            List<TakenMessage> taken = first.next(3);
            taking.acknowledge(taken.get(1));
            taking.sends().commit();
            feed.close();
            CollectingTaker second = new CollectingTaker(9);
            taking.open(LANE, second);
            assertThat(second.next(3)).extracting(BrokerMessages::text).containsExactly("0", "2", "3");
            assertThatThrownBy(() -> taking.acknowledge(taken.get(0))).isInstanceOf(ActiveMQException.class);
            taking.close();
            assertThat(broker.depth(LANE)).isEqualTo(3);
        }
    }

    /** As a lane with a backlog: all of it comes, without anybody asking again. */
    @Test
    void pushesWhatIsInPages() throws Exception {
        int messages = 3_000;
        try (TestBroker broker = new TestBroker(directory, 1 << 20)) {
            fill(
                    broker,
                    Stream.generate(() -> "x".repeat(4_000)).limit(messages).toArray(String[]::new));
            TakingSession taking = broker.connections().taking();
            CollectingTaker taker = new CollectingTaker(100);
            Feed feed = taking.open(LANE, taker);
            for (int taken = 0; taken < messages; taken += 50) {
                for (TakenMessage message : taker.next(50)) {
                    taking.acknowledge(message);
                }
                taking.sends().commit();
                taker.makeRoom(50);
                feed.more();
            }
            assertThat(broker.depth(LANE)).isZero();
            taking.close();
        }
    }

    @Test
    void saysThatItsQueueWasRemoved() throws Exception {
        try (TestBroker broker = new TestBroker(directory)) {
            fill(broker, "0");
            TakingSession taking = broker.connections().taking();
            CollectingTaker taker = new CollectingTaker(1);
            taking.open(LANE, taker);
            taking.acknowledge(taker.next());
            taking.sends().commit();
            broker.broker().inProcess().destroyQueue(SimpleString.of(LANE), null, false, true);
            assertThat(taker.fault()).contains(LANE, "removed");
            assertThatThrownBy(() -> taking.open(LANE, taker)).isInstanceOf(ActiveMQNonExistentQueueException.class);
            taking.close();
        }
    }

    private static TakenMessage take(TakingSession taking) throws ActiveMQException, InterruptedException {
        CollectingTaker taker = new CollectingTaker(1);
        taking.open(LANE, taker);
        return taker.next();
    }

    private static void fill(TestBroker broker, String... texts) throws Exception {
        SendSession session = broker.broker().directSession();
        for (String text : texts) {
            session.send(LANE, small(text));
        }
        session.commit();
    }

    private long bytesOfLargeMessages() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("large"))) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }
}
