package org.sluicemta.queue.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.management.QueueControl;
import org.apache.activemq.artemis.core.client.impl.ClientMessageImpl;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Operators have Artemis's own beans too. */
class MoveWatchIT {
    private static final String LANE = "egress.pool.site.shared";
    private static final int MESSAGES = 50;

    @TempDir
    private Path directory;

    @Test
    void tellsOfWhatIsMovedThroughArtemisOwnBeansBeforeItIsThere() throws Exception {
        try (TestBroker broker = new TestBroker(directory)) {
            ActiveMQServer server = broker.broker().inProcess();
            List<Long> arrivedWhenTold = Collections.synchronizedList(new ArrayList<>());
            broker.broker().onTaken(message -> arrivedWhenTold.add(arrived(server)));
            SendSession session = broker.broker().directSession();
            for (int i = 0; i < MESSAGES; i++) {
                ClientMessage message = new ClientMessageImpl(Message.BYTES_TYPE, true, 0, 0, (byte) 4, 512);
                message.setRoutingType(RoutingType.ANYCAST);
                session.send(LANE, message);
            }
            session.commit();
            QueueControl lane = server.getManagementService().getQueueControl(LANE);
            assertThat(lane.moveMessages("", QueueNames.CANCELLED)).isEqualTo(MESSAGES);
            assertThat(broker.depth(QueueNames.CANCELLED)).isEqualTo(MESSAGES);
            assertThat(arrivedWhenTold).hasSize(MESSAGES).containsOnly(0L);
        }
    }

    private static long arrived(ActiveMQServer server) {
        return server.locateQueue(QueueNames.CANCELLED).getMessageCount();
    }
}
