package org.sluicemta.routes.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.settings.BrokerSettings;

/** The dead letters are for a person to look at: only mail comes there. */
class DeadLettersIT {
    @TempDir
    Path directory;

    @Test
    void holdNothingThatTheBrokerSaysOfItself() throws Exception {
        EmbeddedBroker broker = new EmbeddedBroker(
                new BrokerSettings(Optional.empty(), directory, 100 << 20, 100 << 10, 99),
                BrokerTuning.DEFAULT,
                ManagementFactory.getPlatformMBeanServer());
        broker.start();
        try (var factory = broker.connect();
                ClientSession session = factory.createTransactedSession()) {
            makeAndUse(session, "egress.pool.site.shared");

            assertThat(session.queueQuery(SimpleString.of(QueueNames.DEAD)).getMessageCount())
                    .isZero();
        } finally {
            broker.stop();
        }
    }

    /** Of queues and consumers that come and go the broker sends notifications to whoever listens; nobody does. */
    private static void makeAndUse(ClientSession session, String queue) throws Exception {
        session.createQueue(EmbeddedConfiguration.durable(queue).setAutoCreated(true));
        session.start();
        session.createConsumer(queue).close();
        session.deleteQueue(queue);
    }
}
