package org.sluicemta.queue.broker;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.sluicemta.settings.BrokerSettings;
import org.sluicemta.settings.ContentPlace;
import org.sluicemta.testing.process.FreePort;

/** An Artemis of its own that is reached over TCP, set up as we ask operators to; may be stopped and started again. */
public final class TcpBroker implements AutoCloseable {
    private final Path directory;
    private final FreePort port;
    private ActiveMQServerImpl server;

    public TcpBroker(Path directory) throws Exception {
        this.directory = directory;
        this.port = FreePort.onLoopback();
        this.server = started();
    }

    /** What goes into {@code <broker url="…">}. */
    public String url() {
        return "tcp://127.0.0.1:" + port.number();
    }

    /** Names of the queues it has. */
    public Set<String> queues() {
        return Set.of(server.getActiveMQServerControl().getQueueNames());
    }

    public void stop() throws Exception {
        server.stop();
    }

    public void startAgain() throws Exception {
        server = started();
    }

    private ActiveMQServerImpl started() throws Exception {
        Configuration configuration = EmbeddedConfiguration.of(
                new BrokerSettings(Optional.empty(), ContentPlace.FILES, directory, 20 << 20, 1 << 20, 99),
                BrokerTuning.DEFAULTS,
                port.number(),
                HeapShares.ofThisProcess().page());
        configuration.clearAcceptorConfigurations();
        configuration.addAcceptorConfiguration("tcp", url());
        ActiveMQServerImpl made = new ActiveMQServerImpl(configuration);
        made.start();
        return made;
    }

    @Override
    public void close() throws Exception {
        server.stop();
        port.close();
    }
}
