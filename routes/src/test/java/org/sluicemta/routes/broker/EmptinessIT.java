package org.sluicemta.routes.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientConsumer;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientProducer;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.settings.BrokerSettings;

/** A consumer that is told "nothing there" must be able to believe it: a scheduler does not ask a second time. */
class EmptinessIT {
    private static final int QUEUES = 60;
    private static final int MESSAGES = 200;
    /** Two messages fill half of it, so credits go back all the time. */
    private static final int WINDOW = 4096;

    @TempDir
    Path directory;

    @Test
    void nothingIsAnsweredOnlyByAnEmptyQueue() throws Exception {
        EmbeddedBroker broker = new EmbeddedBroker(
                new BrokerSettings(Optional.empty(), directory, 100 << 20, 100 << 10, 99),
                new BrokerTuning(Duration.ofSeconds(5), Duration.ofSeconds(10), 4, 1, Duration.ofSeconds(30)),
                ManagementFactory.getPlatformMBeanServer());
        broker.start();
        try (var factory = broker.connect();
                ClientSession session = factory.createTransactedSession()) {
            session.start();
            for (int i = 0; i < QUEUES; i++) {
                SimpleString queue = SimpleString.of("egress.pool.site" + i);
                fill(session, queue);
                assertThat(drain(session, queue)).as(queue.toString()).isEqualTo(MESSAGES);
            }
        } finally {
            broker.stop();
        }
    }

    private static void fill(ClientSession session, SimpleString queue) throws Exception {
        session.createQueue(EmbeddedConfiguration.durable(queue.toString()).setAutoCreated(true));
        try (ClientProducer producer = session.createProducer(queue)) {
            for (int i = 0; i < MESSAGES; i++) {
                ClientMessage message = session.createMessage(true);
                message.getBodyBuffer().writeBytes(new byte[1000]);
                producer.send(message);
            }
        }
        session.commit();
    }

    private static int drain(ClientSession session, SimpleString queue) throws Exception {
        int taken = 0;
        try (ClientConsumer consumer = session.createConsumer(queue, null, WINDOW, -1, false)) {
            for (ClientMessage message = consumer.receiveImmediate();
                    message != null;
                    message = consumer.receiveImmediate()) {
                message.acknowledge();
                taken++;
            }
        }
        session.commit();
        return taken;
    }
}
