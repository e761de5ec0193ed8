package org.sluicemta.queue.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.inject.Inject;
import javax.inject.Singleton;
import javax.management.MBeanServer;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;
import org.apache.activemq.artemis.api.core.ICoreMessage;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMConnectorFactory;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMRegistry;
import org.apache.activemq.artemis.core.remoting.impl.invm.TransportConstants;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.jspecify.annotations.Nullable;
import org.sluicemta.settings.BrokerSettings;

/**
 * An Artemis server in this process, reached over its in-VM transport and, for accepted mail, directly. If a file can't
 * be written, the {@link StorageFault} is called, the broker stops, and {@link #canWrite()} returns false. After a
 * restart everything committed is there again.
 */
@Singleton
public final class EmbeddedBroker implements Broker {
    private final BrokerSettings settings;
    private final BrokerTuning tuning;
    private final MBeanServer beans;
    private final StorageFault fault;
    private volatile Consumer<ICoreMessage> watch = message -> {};
    private volatile @Nullable Running running;
    private volatile int page;

    private record Running(RunningBroker broker, ServerLocator locator) {
        ActiveMQServer server() {
            return broker.server();
        }
    }

    @Inject
    public EmbeddedBroker(BrokerSettings settings, BrokerTuning tuning, MBeanServer beans, StorageFault fault) {
        this.settings = settings;
        this.tuning = tuning;
        this.beans = beans;
        this.fault = fault;
    }

    @Override
    public void start() throws BrokerException {
        int vmId = freeVmId();
        page = tuning.heap().page(lanesInPages());
        ActiveMQServer server = new WholePagesServer(EmbeddedConfiguration.of(settings, tuning, vmId, page), beans);
        server.registerBrokerPlugin(new MoveWatch(message -> watch.accept(message)));
        try {
            server.start();
            if (!server.waitForActivation(tuning.callTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("it did not become active; another process may hold its lock");
            }
        } catch (Exception e) {
            throw new BrokerException(
                    "the embedded broker cannot start in " + settings.directory() + ": " + e.getMessage()
                            + ". The directory must be writable, on a disk with space, and used by one server only",
                    e);
        }
        running = new Running(
                new RunningBroker(server, tuning.callTimeout().toMillis(), fault),
                BrokerLocator.prepare(locator(vmId), settings.minLargeMessageSize(), tuning));
    }

    /** Each has its own folder, whether or not it has been emptied. */
    private int lanesInPages() throws BrokerException {
        Path folder = settings.directory().resolve(EmbeddedConfiguration.PAGING);
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (Stream<Path> lanes = Files.list(folder)) {
            return Math.toIntExact(lanes.count());
        } catch (IOException e) {
            throw new BrokerException(
                    "the pages of the embedded broker cannot be listed in " + folder + ": " + e.getMessage(), e);
        }
    }

    /** Called by one thread at a time. */
    @Override
    public void sizePages(int lanes) {
        Running now = running;
        int wanted = tuning.heap().page(lanes);
        boolean same = wanted < 2 * page && page < 2 * wanted;
        if (now != null && !same) {
            page = wanted;
            EmbeddedConfiguration.addresses(settings, wanted)
                    .forEach((match, of) ->
                            now.server().getAddressSettingsRepository().addMatch(match, of));
        }
    }

    private static ServerLocator locator(int vmId) {
        return ActiveMQClient.createServerLocatorWithoutHA(new TransportConfiguration(
                InVMConnectorFactory.class.getName(), Map.of(TransportConstants.SERVER_ID_PROP_NAME, vmId)));
    }

    private static int freeVmId() {
        int id = 0;
        while (InVMRegistry.instance.getAcceptor(id) != null) {
            id++;
        }
        return id;
    }

    @Override
    public void stop() throws BrokerException {
        Running was = running;
        running = null;
        if (was == null) {
            return;
        }
        try {
            was.locator().close();
            was.server().stop();
        } catch (Exception e) {
            throw new BrokerException("the embedded broker did not stop cleanly: " + e.getMessage(), e);
        }
    }

    @Override
    public SendSession directSession() throws ActiveMQException {
        return new DirectSendSession(running().broker());
    }

    @Override
    public TakingSession directTaking() throws ActiveMQException {
        return new DirectTakingSession(running().broker(), watch);
    }

    @Override
    public void onTaken(Consumer<ICoreMessage> told) {
        watch = told;
    }

    @Override
    public ActiveMQServer inProcess() throws ActiveMQException {
        return running().server();
    }

    private Running running() throws ActiveMQException {
        Running now = running;
        if (now == null) {
            throw new ActiveMQException("the embedded broker is not running");
        }
        return now;
    }

    @Override
    public ClientSessionFactory connect() throws ActiveMQException {
        Running now = running();
        try {
            return now.locator().createSessionFactory();
        } catch (ActiveMQException e) {
            throw e;
        } catch (Exception e) {
            throw new ActiveMQException("no connection to the embedded broker", e, ActiveMQExceptionType.NOT_CONNECTED);
        }
    }

    @Override
    public boolean canWrite() {
        Running now = running;
        return now != null && now.broker().canWrite();
    }

    @Override
    public boolean isShared() {
        return false;
    }
}
