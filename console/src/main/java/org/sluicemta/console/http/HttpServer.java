package org.sluicemta.console.http;

import io.javalin.Javalin;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.util.JavalinException;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.sluicemta.settings.Endpoint;
import org.sluicemta.settings.ListenFailure;
import org.sluicemta.settings.WebListener;

/**
 * {@code /metrics} for Prometheus, {@code /health/live} and {@code /health/ready} for supervisors and load balancers,
 * and the API.
 */
public final class HttpServer implements AutoCloseable {
    static final int CONNECTIONS = 500;
    private static final Duration FIRST_REQUEST = Duration.ofSeconds(10);
    /** Importing a long list over a slow line takes time. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** Threads that accept and select. Requests run on virtual threads, so a slow body delays nobody else. */
    private static final int THREADS = 8;

    private final Javalin server;
    private final Endpoint endpoint;

    private HttpServer(Javalin server, Endpoint endpoint) {
        this.server = server;
        this.endpoint = endpoint;
    }

    /**
     * Starts listening.
     *
     * @param mayNameTenants whether a client may see the metrics of single tenants
     * @param api adds the paths of the API
     * @throws IOException if the port can't be bound or TLS can't be set up; names port or file
     */
    public static HttpServer start(
            WebListener listener,
            CollectorRegistry metrics,
            Readiness readiness,
            Predicate<Context> mayNameTenants,
            Consumer<RoutesConfig> api)
            throws IOException {
        return start(listener, metrics, readiness, mayNameTenants, api, FIRST_REQUEST);
    }

    static HttpServer start(
            WebListener listener,
            CollectorRegistry metrics,
            Readiness readiness,
            Predicate<Context> mayNameTenants,
            Consumer<RoutesConfig> api,
            Duration firstRequest)
            throws IOException {
        WebConnectors connectors = WebConnectors.open(listener);
        ConnectionLife life = new ConnectionLife(CONNECTIONS, firstRequest, LONGEST, request -> true);
        Javalin server = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.jetty.threadPool = threads();
            config.jetty.addConnector((jetty, http) -> connectors.on(jetty, life));
            api.accept(config.routes);
            config.routes.get("/metrics", context -> writeMetrics(context, metrics, mayNameTenants.test(context)));
            config.routes.get("/health/live", context -> writeLiveness(context, readiness));
            config.routes.get("/health/ready", context -> writeReadiness(context, readiness));
        });
        try {
            server.start();
        } catch (JavalinException e) {
            throw new ListenFailure("HTTP", listener.endpoint(), e);
        }
        return new HttpServer(server, new Endpoint(listener.endpoint().address(), server.port()));
    }

    /** Where it listens. */
    public Endpoint endpoint() {
        return endpoint;
    }

    @Override
    public void close() {
        server.stop();
    }

    private static QueuedThreadPool threads() {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 2);
        threads.setName("http");
        threads.setVirtualThreadsExecutor(VirtualThreads.getNamedVirtualThreadsExecutor("http-"));
        return threads;
    }

    private static void writeMetrics(Context context, CollectorRegistry metrics, boolean withTenants)
            throws IOException {
        String type = TextFormat.chooseContentType(context.header("Accept"));
        List<MetricFamilySamples> families = Collections.list(metrics.metricFamilySamples()).stream()
                .filter(family -> withTenants || !namesTenants(family))
                .toList();
        StringWriter text = new StringWriter();
        TextFormat.writeFormat(type, text, Collections.enumeration(families));
        context.contentType(type).result(text.toString());
    }

    private static boolean namesTenants(MetricFamilySamples family) {
        return family.samples.stream().anyMatch(sample -> sample.labelNames.contains("tenant"));
    }

    private static void writeLiveness(Context context, Readiness readiness) {
        List<String> problems = readiness.vitalProblems();
        context.status(problems.isEmpty() ? 200 : 503);
        context.json(
                problems.isEmpty() ? Map.of("status", "live") : Map.of("status", "not live", "problems", problems));
    }

    private static void writeReadiness(Context context, Readiness readiness) {
        List<String> problems = readiness.problems();
        context.status(problems.isEmpty() ? 200 : 503);
        context.json(Map.of(
                "status",
                problems.isEmpty() ? "ready" : "not ready",
                "problems",
                problems,
                "state",
                readiness.shown()));
    }
}
