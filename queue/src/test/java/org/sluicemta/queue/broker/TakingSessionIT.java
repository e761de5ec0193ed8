package org.sluicemta.queue.broker;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.core.client.impl.ClientMessageImpl;
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
            TakingSession taking = taking(broker);
            ClientMessage taken = take(taking);
            taking.sends().send(SLOT, small("first again"));
            taking.sends().send(SLOT, streamed(new ByteArrayInputStream(large)));
            assertThat(broker.depth(SLOT)).isZero();
            taken.individualAcknowledge();
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
            TakingSession taking = taking(broker);
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
            TakingSession taking = taking(broker);
            ClientMessage taken = take(taking);
            taking.sends().send(SLOT, small("first again"));
            taking.sends().send(SLOT, streamed(new ByteArrayInputStream(new byte[TestBroker.LARGE])));
            ClientMessage broken = streamed(new BrokenStream());
            assertThatThrownBy(() -> taking.sends().send(SLOT, broken)).isInstanceOf(ActiveMQException.class);
            taken.individualAcknowledge();
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
            TakingSession taking = taking(broker);
            ClientMessage taken = take(taking);
            taking.forward(QueueNames.DEAD, taken);
            taken.individualAcknowledge();
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
            TakingSession taking = taking(broker);
            try (var consumer = taking.session().createConsumer(SimpleString.of(LANE))) {
                for (int i = 0; i < 3; i++) {
                    ClientMessage taken = consumer.receiveImmediate();
                    taking.sends().send(SLOT, small("again " + i));
                    taken.individualAcknowledge();
                    taking.sends().commit();
                    assertThat(broker.depth(SLOT)).isEqualTo(i + 1);
                    assertThat(broker.depth(LANE)).isEqualTo(2 - i);
                }
            }
            taking.close();
        }
    }

    private static TakingSession taking(TestBroker broker) throws ActiveMQException {
        TakingSession taking = broker.connections().taking();
        taking.session().start();
        return taking;
    }

    private static ClientMessage take(TakingSession taking) throws ActiveMQException {
        return taking.session().createConsumer(SimpleString.of(LANE)).receiveImmediate();
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

    private static ClientMessage small(String text) {
        ClientMessage message = new ClientMessageImpl(Message.BYTES_TYPE, true, 0, 0, (byte) 4, 512);
        message.setRoutingType(RoutingType.ANYCAST);
        message.getBodyBuffer().writeBytes(text.getBytes(US_ASCII));
        return message;
    }

    private static ClientMessage streamed(InputStream content) {
        ClientMessage message = small("");
        message.setBodyInputStream(content);
        return message;
    }

    private static final class BrokenStream extends InputStream {
        private int left = TestBroker.LARGE;

        @Override
        public int read() throws IOException {
            if (left == 0) {
                throw new IOException("the content is gone");
            }
            left--;
            return 'x';
        }
    }
}
