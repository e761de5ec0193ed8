package org.sluicemta.queue.broker;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sluicemta.queue.broker.BrokerMessages.small;
import static org.sluicemta.queue.broker.BrokerMessages.streamed;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectSendSessionIT {
    private static final String ONE = "egress.pool.site.one";
    private static final String OTHER = "egress.pool.site.other";

    @TempDir
    private Path directory;

    @Test
    void bringsWhatWasCommittedThroughARestart() throws Exception {
        byte[] large = "0123456789abcdef".repeat(TestBroker.LARGE / 4).getBytes(US_ASCII);
        try (TestBroker broker = new TestBroker(directory)) {
            SendSession session = broker.broker().directSession();
            session.send(ONE, small("small"));
            session.send(OTHER, streamed(new ByteArrayInputStream(large)));
            assertThat(broker.depth(ONE)).isZero();
            session.commit();
            assertThat(broker.depth(ONE)).isOne();
        }
        try (TestBroker broker = new TestBroker(directory)) {
            assertThat(broker.take(ONE)).asString(US_ASCII).isEqualTo("small");
            assertThat(broker.take(OTHER)).isEqualTo(large);
        }
    }

    @Test
    void takesOneTransactionAfterAnother() throws Exception {
        try (TestBroker broker = new TestBroker(directory)) {
            SendSession session = broker.broker().directSession();
            for (int i = 1; i <= 3; i++) {
                session.send(ONE, small("message " + i));
                session.commit();
                assertThat(broker.depth(ONE)).isEqualTo(i);
            }
        }
    }

    /** The journal's buffer is as large as the largest small message and what belongs to it, no larger. */
    @Test
    void makesALargeMessageOfOneThatTheJournalCannotHold() throws Exception {
        try (TestBroker broker = new TestBroker(directory)) {
            SendSession session = broker.broker().directSession();
            String text = "x".repeat(3 * TestBroker.LARGE);
            session.send(ONE, small(text));
            session.commit();
            assertThat(broker.take(ONE)).asString(US_ASCII).isEqualTo(text);
        }
    }

    @Test
    void leavesNothingOfATransactionThatFails() throws Exception {
        try (TestBroker broker = new TestBroker(directory)) {
            SendSession session = broker.broker().directSession();
            session.send(ONE, small("small"));
            session.send(OTHER, streamed(new ByteArrayInputStream(new byte[TestBroker.LARGE])));
            ClientMessage broken = streamed(new BrokerMessages.BrokenStream());
            assertThatThrownBy(() -> session.send(OTHER, broken)).isInstanceOf(ActiveMQException.class);
            session.close();
            assertThat(session.isClosed()).isTrue();
            assertThat(broker.depth(ONE) + broker.depth(OTHER) + broker.depth(QueueNames.DEAD))
                    .isZero();
        }
        assertThat(directory.resolve("large")).isEmptyDirectory();
        try (TestBroker broker = new TestBroker(directory)) {
            assertThat(broker.depth(ONE)).isZero();
        }
    }

    @Test
    void bringsPagesThroughARestart() throws Exception {
        int messages = 100;
        String text = "x".repeat(TestBroker.LARGE / 2);
        try (TestBroker broker = new TestBroker(directory, 3 << 20)) {
            SendSession session = broker.broker().directSession();
            for (int i = 0; i < messages; i++) {
                session.send(ONE, small(text + i));
                session.commit();
            }
            assertThat(broker.depth(ONE)).isEqualTo(messages);
        }
        assertThat(directory.resolve("paging")).isNotEmptyDirectory();
        try (TestBroker broker = new TestBroker(directory, 3 << 20)) {
            assertThat(broker.depth(ONE)).isEqualTo(messages);
            for (int i = 0; i < messages; i++) {
                assertThat(broker.take(ONE)).asString(US_ASCII).isEqualTo(text + i);
            }
        }
    }

    /** From the first file that cannot be written nothing is taken, though the broker stops only a moment later. */
    @Test
    void takesNothingMoreOnceAFileCannotBeWritten() throws Exception {
        try (TestBroker broker = new TestBroker(directory)) {
            SendSession before = broker.broker().directSession();
            before.send(ONE, small("small"));
            SendSession session = broker.broker().directSession();
            Files.delete(directory.resolve("large"));
            ClientMessage large = streamed(new ByteArrayInputStream(new byte[TestBroker.LARGE]));
            assertThatThrownBy(() -> session.send(OTHER, large)).isInstanceOf(ActiveMQException.class);
            assertThat(broker.faults()).hasSize(1);
            assertThat(broker.broker().canWrite()).isFalse();
            assertThat(session.isClosed()).isTrue();
            assertThatThrownBy(before::commit).isInstanceOf(ActiveMQException.class);
        }
    }

    @Test
    void commitsFromManyThreads() throws Exception {
        try (TestBroker broker = new TestBroker(directory);
                ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> sent = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                String queue = "egress.pool.site.tenant" + i % 5;
                sent.add(senders.submit(() -> {
                    SendSession session = broker.broker().directSession();
                    session.send(queue, small("x"));
                    session.commit();
                    return null;
                }));
            }
            for (Future<?> one : sent) {
                one.get();
            }
            for (int i = 0; i < 5; i++) {
                assertThat(broker.depth("egress.pool.site.tenant" + i)).isEqualTo(10);
            }
        }
    }

    @Test
    void endsWithItsBroker() throws Exception {
        TestBroker broker = new TestBroker(directory);
        SendSession session = broker.broker().directSession();
        broker.close();
        assertThat(session.isClosed()).isTrue();
        assertThatThrownBy(() -> broker.broker().directSession()).isInstanceOf(ActiveMQException.class);
    }

    /** A sender that is not waited for any more gives up; the broker and all other senders go on. */
    @Test
    void outlivesAnInterruptedSender() throws Exception {
        try (TestBroker broker = new TestBroker(directory)) {
            SendSession session = broker.broker().directSession();
            session.send(ONE, small("small"));
            Thread.currentThread().interrupt();
            assertThatThrownBy(session::commit).isInstanceOf(ActiveMQException.class);
            assertThat(Thread.interrupted()).isTrue();
            SendSession next = broker.broker().directSession();
            next.send(OTHER, small("small"));
            next.commit();
            assertThat(broker.depth(OTHER)).isOne();
        }
    }
}
