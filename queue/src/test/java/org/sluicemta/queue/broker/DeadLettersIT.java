package org.sluicemta.queue.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dead letters are for a person to look at: only mail comes there. */
class DeadLettersIT {
    @TempDir
    Path directory;

    @Test
    void holdNothingThatTheBrokerSaysOfItself() throws Exception {
        try (TestBroker broker = new TestBroker(directory)) {
            makeAndUse(broker.session(), "egress.pool.site.shared");
            assertThat(broker.depth(QueueNames.DEAD)).isZero();
        }
    }

    /** Of queues and consumers that come and go the broker sends notifications to whoever listens; nobody does. */
    private static void makeAndUse(ClientSession session, String queue) throws Exception {
        session.createQueue(EmbeddedConfiguration.durable(queue).setAutoCreated(true));
        session.createConsumer(queue).close();
        session.deleteQueue(queue);
    }
}
