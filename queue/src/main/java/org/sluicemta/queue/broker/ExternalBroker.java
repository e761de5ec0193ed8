package org.sluicemta.queue.broker;

import java.util.function.Consumer;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;
import org.apache.activemq.artemis.api.core.ICoreMessage;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
import org.apache.activemq.artemis.core.protocol.core.Packet;
import org.apache.activemq.artemis.core.protocol.core.impl.wireformat.MessagePacketI;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.jspecify.annotations.Nullable;
import org.sluicemta.settings.BrokerSettings;

/**
 * An Artemis broker reached by URL. Its broker.xml must configure {@code egress.#}, {@code later.#} and {@code
 * intake.#} like the embedded broker: paging, the expiry address {@code expired}, and unlimited delivery attempts.
 * Queues other than lanes are created at start if they don't exist.
 */
@Singleton
public final class ExternalBroker implements Broker {
    private final BrokerSettings settings;
    private final BrokerTuning tuning;
    private volatile Consumer<ICoreMessage> watch = message -> {};
    private volatile @Nullable ServerLocator locator;
    private volatile @Nullable ClientSessionFactory probe;

    @Inject
    public ExternalBroker(BrokerSettings settings, BrokerTuning tuning) {
        this.settings = settings;
        this.tuning = tuning;
    }

    @Override
    public void start() throws BrokerException {
        String url = settings.url().orElseThrow();
        try {
            locator = BrokerLocator.prepare(
                    ActiveMQClient.createServerLocator(url), settings.minLargeMessageSize(), tuning);
            locator.addIncomingInterceptor((packet, connection) -> arrived(packet));
            ClientSessionFactory factory = connect();
            probe = factory;
            makeQueues(factory);
        } catch (Exception e) {
            throw new BrokerException(
                    "the broker at " + url + " cannot be used: " + e.getMessage() + ". Check the URL and that it runs",
                    e);
        }
    }

    private static void makeQueues(ClientSessionFactory factory) throws ActiveMQException {
        try (ClientSession session = factory.createSession(true, true)) {
            for (String queue : QueueNames.ALL) {
                if (!session.queueQuery(SimpleString.of(queue)).isExists()) {
                    session.createQueue(EmbeddedConfiguration.durable(queue).setAutoCreateAddress(true));
                }
            }
        }
    }

    @Override
    public void stop() {
        ServerLocator was = locator;
        locator = null;
        if (was != null) {
            was.close();
        }
    }

    @Override
    public ClientSessionFactory connect() throws ActiveMQException {
        ServerLocator now = locator;
        if (now == null) {
            throw new ActiveMQException("the broker is not connected");
        }
        try {
            return now.createSessionFactory();
        } catch (ActiveMQException e) {
            throw e;
        } catch (Exception e) {
            throw new ActiveMQException("no connection to the broker", e, ActiveMQExceptionType.NOT_CONNECTED);
        }
    }

    @Override
    public @Nullable SendSession directSession() {
        return null;
    }

    @Override
    public @Nullable TakingSession directTaking() {
        return null;
    }

    @Override
    public @Nullable ActiveMQServer inProcess() {
        return null;
    }

    @Override
    public void onTaken(Consumer<ICoreMessage> told) {
        watch = told;
    }

    /** Sees messages as they arrive from the network, before they enter any buffer. */
    private boolean arrived(Packet packet) {
        if (packet instanceof MessagePacketI carrier && carrier.getMessage() instanceof ICoreMessage message) {
            watch.accept(message);
        }
        return true;
    }

    /** Whether it is connected, or could be reconnected just now. At worst this waits for one refused connection. */
    @Override
    public boolean canWrite() {
        ClientSessionFactory now = probe;
        if (now == null) {
            return false;
        }
        if (!Connections.isGone(now)) {
            return true;
        }
        try {
            probe = connect();
            now.close();
            return true;
        } catch (ActiveMQException e) {
            return false;
        }
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public void sizePages(int lanes) {}
}
