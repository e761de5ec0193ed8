package org.sluicemta.assembly;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Stage;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.hotspot.DefaultExports;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sluicemta.admission.AdmissionStage;
import org.sluicemta.conf.ReloadableConfiguration;
import org.sluicemta.conf.ServerConfiguration;
import org.sluicemta.config.ConfigurationException;
import org.sluicemta.console.api.ApiAccess;
import org.sluicemta.console.api.SuppressionsApi;
import org.sluicemta.console.http.HttpServer;
import org.sluicemta.console.http.Readiness;
import org.sluicemta.console.jmx.Configuration;
import org.sluicemta.console.jmx.ConfigurationMXBean;
import org.sluicemta.console.jmx.ControlSecret;
import org.sluicemta.console.jmx.ControlUrl;
import org.sluicemta.console.jmx.JmxConnector;
import org.sluicemta.console.jmx.LaneBeans;
import org.sluicemta.console.jmx.RunningServer;
import org.sluicemta.console.jmx.ServerPointer;
import org.sluicemta.console.metrics.IndexMetrics;
import org.sluicemta.console.operation.Audit;
import org.sluicemta.console.operation.ConfigurationOperations;
import org.sluicemta.console.unsubscribe.UnsubscribeHandler;
import org.sluicemta.console.unsubscribe.UnsubscribeServer;
import org.sluicemta.delivery.engine.QueueEngine;
import org.sluicemta.delivery.engine.QueueMetrics;
import org.sluicemta.delivery.guard.GuardTimer;
import org.sluicemta.delivery.guard.RateMetrics;
import org.sluicemta.delivery.guard.WarmUpWatch;
import org.sluicemta.delivery.lateness.Lateness;
import org.sluicemta.delivery.tlsreport.TlsReportTimer;
import org.sluicemta.egress.EgressPlans;
import org.sluicemta.gateway.GatewayModule;
import org.sluicemta.gateway.SmtpGateway;
import org.sluicemta.gateway.SourceControl;
import org.sluicemta.gateway.address.OwnListeners;
import org.sluicemta.phrase.CurrentPhraseBook;
import org.sluicemta.queue.content.ContentStore;
import org.sluicemta.queue.lane.LaneDirectory;
import org.sluicemta.response.CurrentResponseTable;
import org.sluicemta.routes.endpoint.MissedEvents;
import org.sluicemta.routes.engine.RouteEngine;
import org.sluicemta.settings.Endpoint;
import org.sluicemta.settings.ServerSettings;
import org.sluicemta.smtp.BoundListener;
import org.sluicemta.smtp.FrontDoor;
import org.sluicemta.smtp.chain.LoadedChain;
import org.sluicemta.store.database.Database;
import org.sluicemta.store.event.JournalReader;
import org.sluicemta.store.search.EventIndexer;

/** The order in which the parts start. Each registers its stop in the {@link Shutdown} before the next is started. */
final class Startup {
    private final ServerConfiguration configuration;
    private final ServerSettings settings;
    private final Database database;
    private final Path home;
    private final Map<String, String> environment;
    private final Shutdown shutdown;
    private final InstantSource clock = InstantSource.system();
    private final Readiness readiness = new Readiness();

    Startup(
            ServerConfiguration configuration,
            Database database,
            Path home,
            Map<String, String> environment,
            Shutdown shutdown) {
        this.database = database;
        this.environment = environment;
        this.configuration = configuration;
        this.settings = configuration.settings();
        this.home = home;
        this.shutdown = shutdown;
    }

    SluiceServer run() throws ConfigurationException, IOException {
        Storage storage = Storage.open(configuration, database, clock);
        EventIndexer index = new EventIndexer(
                settings.dataDirectory().resolve("index"), new JournalReader(settings.logDirectory()), clock);
        // After the journal, so that it also gets the last events.
        shutdown.add("index of events", index::close);
        shutdown.add("storage", storage::close);
        if (settings.indexed()) {
            index.start();
        }
        Upkeep upkeep = new Upkeep(storage, settings.bounceDomain().tokenAge(), settings.auditAge(), clock);
        upkeep.start();
        shutdown.add("upkeep", upkeep::close);
        readiness.add(() -> storage.events().fault());
        readiness.add(() -> storage.listForm().fault());
        new ListenerCertificates(settings.hostName(), clock).makeIfMissing(configuration.openListeners());
        Injector injector = Guice.createInjector(
                Stage.PRODUCTION,
                new SettingsModule(configuration, clock),
                new StorageModule(storage, index),
                new GatewayModule(),
                new RoutesModule(settings),
                new FrontDoorModule());
        loadChain(injector);
        startDelivery(injector, upkeep);
        Endpoint http = startHttp(injector);
        Optional<Endpoint> unsubscribe = startUnsubscribe(injector);
        ConfigurationOperations files =
                new ConfigurationOperations(reloadable(injector, storage), injector.getInstance(Audit.class));
        Endpoint jmx = startJmx(injector, files);
        Map<String, Endpoint> listeners = openDoor(injector);
        unsubscribe.ifPresent(endpoint -> listeners.put("unsubscribe", endpoint));
        readiness.started();
        RunningServer reach = RunningServer.here(jmx, http, listeners);
        shutdown.add("server.json", () -> RunningServer.remove(settings.dataDirectory()));
        reach.write(settings.dataDirectory());
        ServerPointer.write(home, settings.dataDirectory());
        return new SluiceServer(injector, shutdown, reach, files);
    }

    /**
     * Before anything that it could pass mail to runs, because mailets may refuse their parameters, which ends the
     * start.
     */
    private void loadChain(Injector injector) throws ConfigurationException {
        shutdown.add("chain", injector.getInstance(LoadedChain.class)::close);
        injector.getInstance(FrontDoor.class).load(configuration.chain());
    }

    private Path routes() {
        return home.resolve("conf").resolve("routes");
    }

    private void startDelivery(Injector injector, Upkeep upkeep) throws ConfigurationException, IOException {
        SmtpGateway gateway = injector.getInstance(SmtpGateway.class);
        shutdown.add("gateway", () -> gateway.stop(settings.drainBound()));
        SourceControl sources = injector.getInstance(SourceControl.class);
        sources.refresh();
        injector.getInstance(WarmUpWatch.class).load();
        upkeep.refresh("the disabled sources", sources::refresh);
        QueueEngine queues = injector.getInstance(QueueEngine.class);
        try {
            queues.start();
        } catch (Exception e) {
            throw new IOException("the queues cannot be started: " + e.getMessage(), e);
        }
        shutdown.add("queues", () -> {
            gateway.beginStop(settings.drainBound()); // the queues wait this long for deliveries in flight
            queues.stop();
        });
        new StrandedMail(injector.getInstance(LaneDirectory.class), Set.of()).warn(configuration);
        RouteEngine routes = injector.getInstance(RouteEngine.class);
        routes.start(routes());
        shutdown.add("routes", routes::stop);
        GuardTimer guard = injector.getInstance(GuardTimer.class);
        guard.start();
        shutdown.add("guard", guard::close);
        TlsReportTimer reports = injector.getInstance(TlsReportTimer.class);
        reports.start();
        shutdown.add("TLS reports", reports::close);
        AdmissionSensors admission = injector.getInstance(AdmissionSensors.class);
        admission.start();
        shutdown.add("admission", admission::close);
        readiness.show("admission", () -> admission.pressure().describe());
        readiness.add(() -> admission.pressure().stage() == AdmissionStage.CLOSED
                ? Optional.of(admission.pressure().describe())
                : Optional.empty());
        readiness.add(() -> routes.isReady() ? Optional.empty() : Optional.of("the routes do not run"));
        readiness.add(() -> queues.isReady() ? Optional.empty() : Optional.of("the broker cannot write"));
        readiness.add(injector.getInstance(Lateness.class)::fault);
    }

    private Endpoint startHttp(Injector injector) throws IOException {
        CollectorRegistry metrics = injector.getInstance(CollectorRegistry.class);
        DefaultExports.register(metrics);
        metrics.register(injector.getInstance(QueueMetrics.class));
        metrics.register(injector.getInstance(RateMetrics.class));
        metrics.register(injector.getInstance(ContentStore.class).counts());
        metrics.register(injector.getInstance(MissedEvents.class));
        if (settings.indexed()) {
            metrics.register(injector.getInstance(IndexMetrics.class));
        }
        FrontDoor door = injector.getInstance(FrontDoor.class);
        readiness.addVital(door::chainProblem);
        ApiAccess access = injector.getInstance(ApiAccess.class);
        boolean readable = settings.http().isReadable();
        HttpServer http = HttpServer.start(
                settings.http(), metrics, readiness, context -> !readable && access.isOperator(context), routes -> {
                    access.register(routes, readable);
                    injector.getInstance(SuppressionsApi.class).register(routes);
                });
        shutdown.add("HTTP", http::close);
        return http.endpoint();
    }

    private Optional<Endpoint> startUnsubscribe(Injector injector) throws IOException {
        if (settings.unsubscribe().url().isEmpty()) {
            return Optional.empty();
        }
        UnsubscribeServer server =
                UnsubscribeServer.start(settings.unsubscribe(), injector.getInstance(UnsubscribeHandler.class));
        shutdown.add("unsubscribing", server::close);
        return Optional.of(server.endpoint());
    }

    private ReloadableConfiguration reloadable(Injector injector, Storage storage)
            throws IOException, ConfigurationException {
        return new ReloadableConfiguration(
                new StartCheck(
                        TenantsCheck.of(storage.tenants()::with),
                        Optional.of(new StrandedMail(
                                injector.getInstance(LaneDirectory.class),
                                configuration.egress().pools().keySet()))),
                home.resolve("conf"),
                home,
                environment,
                configuration,
                injector.getInstance(EgressPlans.class),
                injector.getInstance(CurrentResponseTable.class),
                injector.getInstance(CurrentPhraseBook.class),
                tenants -> storage.tenants().reconfigure(Storage.accounts(tenants, storage.salts())),
                new ReloadedRoutes(injector.getInstance(RouteEngine.class), routes()));
    }

    private Endpoint startJmx(Injector injector, ConfigurationOperations files) throws IOException {
        Beans beans = new Beans(ManagementFactory.getPlatformMBeanServer());
        shutdown.add("beans", beans::close);
        beans.register(injector);
        beans.register(ConfigurationMXBean.class, new Configuration(files));
        LaneBeans lanes = injector.getInstance(LaneBeans.class);
        lanes.start();
        shutdown.add("lane beans", lanes::close);
        JmxConnector connector = JmxConnector.start(
                ManagementFactory.getPlatformMBeanServer(),
                settings.jmx(),
                ControlSecret.renew(settings.dataDirectory()));
        shutdown.add("JMX", connector::close);
        shutdown.add("address of JMX", () -> ControlUrl.remove(settings.dataDirectory()));
        ControlUrl.write(settings.dataDirectory(), connector.url());
        return connector.endpoint();
    }

    private Map<String, Endpoint> openDoor(Injector injector) throws IOException {
        FrontDoor door = injector.getInstance(FrontDoor.class);
        List<BoundListener> bound = door.start(configuration.openListeners());
        shutdown.add("front door", () -> door.stop(settings.drainBound()));
        injector.getInstance(OwnListeners.class)
                .opened(bound.stream().map(BoundListener::address).toList());
        shutdown.add("readiness", readiness::stopping);
        Map<String, Endpoint> listeners = new LinkedHashMap<>();
        for (BoundListener listener : bound) {
            listeners.put(
                    listener.name(),
                    new Endpoint(
                            shown(listener.address().getAddress()),
                            listener.address().getPort()));
        }
        return listeners;
    }

    /** A listener on all addresses reports either family's wildcard. */
    private static String shown(InetAddress address) {
        return address.isAnyLocalAddress() ? "0.0.0.0" : address.getHostAddress();
    }
}
