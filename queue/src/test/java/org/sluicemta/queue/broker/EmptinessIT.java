package org.sluicemta.queue.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientConsumer;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientProducer;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        try (TestBroker broker = new TestBroker(directory)) {
            for (int i = 0; i < QUEUES; i++) {
                SimpleString queue = SimpleString.of("egress.pool.site" + i);
                fill(broker.session(), queue);
                assertThat(drain(broker.session(), queue)).as(queue.toString()).isEqualTo(MESSAGES);
            }
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
