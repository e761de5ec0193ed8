package org.sluicemta.queue.broker;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.activemq.artemis.api.core.client.ClientConsumer;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.sluicemta.settings.BrokerSettings;
import org.sluicemta.settings.ContentPlace;

/** An embedded broker in a directory, with a session that consumes; stopped when it is closed. */
final class TestBroker implements AutoCloseable {
    /** From here on a message is a large one, in octets. */
    static final int LARGE = 100 << 10;

    private final List<String> faults = new CopyOnWriteArrayList<>();
    private final EmbeddedBroker broker;
    private final ClientSessionFactory factory;
    private final ClientSession session;
    private final Connections connections;
    private final QueueAdmin admin;

    TestBroker(Path directory) throws Exception {
        this(directory, 100 << 20);
    }

    /** @param addressMemory octets after which a queue is written to pages */
    TestBroker(Path directory, long addressMemory) throws Exception {
        broker = new EmbeddedBroker(
                new BrokerSettings(Optional.empty(), ContentPlace.FILES, directory, addressMemory, LARGE, 99),
                BrokerTuning.DEFAULTS,
                ManagementFactory.getPlatformMBeanServer(),
                (what, cause) -> faults.add(what));
        broker.start();
        factory = broker.connect();
        session = factory.createTransactedSession();
        session.start();
        connections = new Connections(broker, BrokerTuning.DEFAULTS);
        admin = new QueueAdmin(broker, connections, BrokerTuning.DEFAULTS);
    }

    EmbeddedBroker broker() {
        return broker;
    }

    /** Transacted and started. */
    ClientSession session() {
        return session;
    }

    Connections connections() {
        return connections;
    }

    QueueAdmin admin() {
        return admin;
    }

    /** What could not be written. */
    List<String> faults() {
        return faults;
    }

    long depth(String queue) throws Exception {
        return admin.find(queue).isEmpty()
                ? 0
                : admin.findSettled(queue).map(QueueFacts::depth).orElse(0L);
    }

    /** The content of what is first in a queue; it is taken out. */
    byte[] take(String queue) throws Exception {
        try (ClientConsumer consumer = session.createConsumer(queue)) {
            ClientMessage message = consumer.receiveImmediate();
            byte[] content = new byte[message.getBodySize()];
            message.getBodyBuffer().readBytes(content);
            message.acknowledge();
            session.commit();
            return content;
        }
    }

    @Override
    public void close() throws Exception {
        admin.close();
        connections.close();
        session.close();
        factory.close();
        broker.stop();
    }
}
