package org.sluicemta.routes.engine;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.disk.OwnerOnly;
import org.sluicemta.routes.broker.Broker;
import org.sluicemta.routes.broker.BrokerException;
import org.sluicemta.routes.broker.Connections;
import org.sluicemta.routes.broker.QueueAdmin;
import org.sluicemta.routes.broker.QueueCensus;
import org.sluicemta.routes.broker.QueueReaper;
import org.sluicemta.routes.egress.SiteSchedulers;
import org.sluicemta.routes.lane.Pauses;
import org.sluicemta.settings.ServerSettings;

/**
 * Everything between the chain and the gateway, started and stopped as one: before SMTP starts, after SMTP has stopped and
 * before the gateway stops.
 */
@Singleton
public final class QueueEngine {
    private static final Logger LOG = LoggerFactory.getLogger(QueueEngine.class);

    private final ServerSettings settings;
    private final Broker broker;
    private final Connections connections;
    private final QueueAdmin admin;
    private final Pauses pauses;
    private final EngineRoutes components;
    private final SiteSchedulers schedulers;
    private final QueueReaper reaper;
    private final QueueCensus census;
    private final CamelContext camel;

    @Inject
    public QueueEngine(
            ServerSettings settings,
            Broker broker,
            Connections connections,
            QueueAdmin admin,
            Pauses pauses,
            EngineRoutes components,
            SiteSchedulers schedulers,
            QueueReaper reaper,
            QueueCensus census,
            CamelContext camel) {
        this.settings = settings;
        this.broker = broker;
        this.connections = connections;
        this.admin = admin;
        this.pauses = pauses;
        this.components = components;
        this.schedulers = schedulers;
        this.reaper = reaper;
        this.census = census;
        this.camel = camel;
    }

    /** Where large content lies while it is delivered. Bind the reader of lanes to it. */
    public static Path spool(ServerSettings settings) {
        return settings.dataDirectory().resolve("spool");
    }

    /** Without routes of the operator's own. */
    public void start() throws Exception {
        startWith(Optional.empty());
    }

    /**
     * Returns when mail can be handed off and what was queued is being delivered.
     *
     * @param operatorRoutes directory of the operator's own Camel routes, {@code conf/routes}; need not exist
     * @throws Exception that says what could not be started; what had been is stopped again
     */
    public void start(Path operatorRoutes) throws Exception {
        startWith(Optional.of(operatorRoutes));
    }

    private void startWith(Optional<Path> operatorRoutes) throws Exception {
        emptySpool();
        broker.start();
        try {
            pauses.load();
            components.addTo(camel);
            if (operatorRoutes.isPresent()) {
                OperatorRoutes.load(camel, operatorRoutes.get());
            }
            camel.start();
            reaper.watch(broker, census);
            census.start();
        } catch (Exception e) {
            stop();
            throw e;
        }
    }

    /** What a crash left behind; the broker still has the messages. */
    private void emptySpool() throws IOException {
        Path spool = spool(settings);
        OwnerOnly.makeDirectory(spool);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(spool)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Takes no more, lets deliveries in flight end within the drain bound, writes their acknowledgements, closes. */
    public void stop() {
        census.stop();
        try {
            schedulers.stop(settings.drainBound());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOG.warn("Interrupted while deliveries end; those in flight are made again after the next start");
        }
        camel.stop();
        admin.close();
        connections.close();
        try {
            broker.stop();
        } catch (BrokerException e) {
            LOG.error("{}", e.getMessage(), e);
        }
    }

    /** Whether accepted mail can be made durable right now. For readiness. */
    public boolean isReady() {
        return camel.isStarted() && broker.canWrite();
    }
}
