package org.sluicemta.assembly;

import com.google.inject.Injector;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.conf.CheckedConfiguration;
import org.sluicemta.conf.ConfigurationCheck;
import org.sluicemta.conf.ConfigurationLoader;
import org.sluicemta.conf.ReloadResult;
import org.sluicemta.conf.ServerConfiguration;
import org.sluicemta.config.ConfigurationException;
import org.sluicemta.console.jmx.Queues;
import org.sluicemta.console.jmx.QueuesMXBean;
import org.sluicemta.console.jmx.RunningServer;
import org.sluicemta.console.jmx.Sites;
import org.sluicemta.console.jmx.SitesMXBean;
import org.sluicemta.console.jmx.Sources;
import org.sluicemta.console.jmx.SourcesMXBean;
import org.sluicemta.console.operation.Caller;
import org.sluicemta.console.operation.ConfigurationOperations;
import org.sluicemta.console.operation.Face;
import org.sluicemta.console.operation.Origin;
import org.sluicemta.event.Event;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.settings.Endpoint;
import org.sluicemta.store.database.Database;
import org.sluicemta.store.event.EventJournal;
import org.sluicemta.store.tenant.TenantRegistry;
import org.sluicemta.suppression.SuppressionDecision;
import org.sluicemta.suppression.SuppressionList;
import org.sluicemta.tenant.Tenant;
import org.sluicemta.tenant.TenantDirectory;
import org.sluicemta.tenant.TenantId;

/**
 * The whole server. Parts start from the inside out, so that the SMTP server opens when everything behind it is ready.
 * They stop from the outside in, so that nothing is accepted that can't be passed on.
 */
public final class SluiceServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SluiceServer.class);

    private static final Caller.Operator SIGNALLER =
            new Caller.Operator("SIGHUP", new Origin(Face.SIGNAL, Origin.HERE));

    private final Injector injector;
    private final Shutdown shutdown;
    private final RunningServer reach;
    private final ConfigurationOperations files;

    SluiceServer(Injector injector, Shutdown shutdown, RunningServer reach, ConfigurationOperations files) {
        this.injector = injector;
        this.shutdown = shutdown;
        this.reach = reach;
        this.files = files;
    }

    /**
     * Starts the server of a home directory whose {@code conf/} is complete. Returns when it accepts mail.
     *
     * @param environment values of {@code ${env:NAME}} in the configuration
     * @throws ConfigurationException with every problem of the configuration; nothing was started
     * @throws IOException if a file, a port or the broker can't be used; what was started is stopped again
     */
    public static SluiceServer start(Path home, Map<String, String> environment)
            throws ConfigurationException, IOException {
        Path root = home.toAbsolutePath().normalize();
        ServerConfiguration configuration = new ConfigurationLoader(
                        new StartCheck(TenantsCheck.lookingIntoTheDatabase()))
                .load(root.resolve("conf"), root, environment);
        FastCryptography.install();
        ClosedDirectories.close(root, configuration.settings());
        DataInUse.refuse(configuration.settings().dataDirectory());
        HeapDumps.into(configuration.settings().dataDirectory());
        Database database = Storage.database(configuration.settings());
        requireGood(configuration, root, database);
        Shutdown shutdown = new Shutdown();
        try {
            return new Startup(configuration, database, root, environment, shutdown).run();
        } catch (ConfigurationException | IOException | RuntimeException e) {
            shutdown.run();
            throw e;
        }
    }

    /**
     * Finds what {@code sluice config check} finds, and closes the database if there is anything. The start itself
     * creates the mailets right after this, so they are tried here only if there are other problems to list with
     * theirs.
     */
    private static void requireGood(ServerConfiguration configuration, Path root, Database database)
            throws ConfigurationException {
        try {
            StartCheck parts = new StartCheck(TenantsCheck.of(accounts -> new TenantRegistry(database, accounts)));
            CheckedConfiguration checked = new ConfigurationCheck(parts.withoutChain()).check(configuration, root);
            checked.warnings().forEach(warning -> LOG.warn("{}", warning));
            if (!checked.problems().isEmpty()) {
                new ConfigurationCheck(parts).check(configuration, root).orThrow();
            }
        } catch (ConfigurationException | RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /** The address of the listener with that name. Throws IllegalArgumentException naming the existing ones. */
    public InetSocketAddress listener(String name) {
        Endpoint endpoint = reach.listeners().get(name);
        if (endpoint == null) {
            throw new IllegalArgumentException(
                    "no listener " + name + ", there are " + reach.listeners().keySet());
        }
        return new InetSocketAddress(endpoint.address(), endpoint.port());
    }

    /** The address of metrics and health. */
    public Endpoint http() {
        return reach.http();
    }

    /** All ports on one line: {@code relay 127.0.0.1:2525, …, http 127.0.0.1:8025, jmx 127.0.0.1:9999}. */
    public String summary() {
        Map<String, Endpoint> all = new TreeMap<>(reach.listeners());
        StringBuilder line = new StringBuilder();
        all.forEach((name, endpoint) -> line.append(describe(name, endpoint)).append(", "));
        return line + describe("http", reach.http()) + ", " + describe("jmx", reach.jmx());
    }

    /** The injector for mailets and matchers. */
    Injector injector() {
        return injector;
    }

    /** Passes on events as they are written. */
    public void onEvent(Consumer<Event> listener) {
        injector.getInstance(EventJournal.class).subscribe(listener);
    }

    /** The server's queues, as operators control them. */
    public QueuesMXBean queues() {
        return injector.getInstance(Queues.class);
    }

    /** The sites that this node sends to, as operators see them. */
    public SitesMXBean sites() {
        return injector.getInstance(Sites.class);
    }

    /** The server's sources, as operators control them. */
    public SourcesMXBean sources() {
        return injector.getInstance(Sources.class);
    }

    /** Whether an address is suppressed for a tenant's default stream. */
    public boolean isSuppressed(String address, String tenant) {
        Tenant owner = injector.getInstance(TenantDirectory.class)
                .find(new TenantId(tenant))
                .orElseThrow(() -> new IllegalArgumentException("no tenant " + tenant));
        return injector.getInstance(SuppressionList.class)
                        .check(EmailAddress.parse(address), owner.id(), owner.defaultStream())
                instanceof SuppressionDecision.Suppressed;
    }

    /** Reloads the configuration, as {@code sluice config reload} does, and logs the result. */
    public void reload() {
        switch (files.reload(SIGNALLER)) {
            case ReloadResult.Reloaded done -> LOG.info("configuration: {}", ConfigurationOperations.described(done));
            case ReloadResult.Refused no ->
                no.problems().forEach(problem -> LOG.error("configuration not reloaded: {}", problem));
        }
    }

    /** Accepts no new mail, lets deliveries in flight finish within the configured bound, and closes everything. */
    @Override
    public void close() {
        shutdown.run();
    }

    private static String describe(String name, Endpoint endpoint) {
        return name + " " + endpoint.address() + ":" + endpoint.port();
    }
}
