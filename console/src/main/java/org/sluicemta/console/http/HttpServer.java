package org.sluicemta.console.http;

import io.javalin.Javalin;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.sluicemta.settings.Endpoint;
import org.sluicemta.settings.WebListener;

/**
 * {@code /metrics} for Prometheus, {@code /health/live} and {@code /health/ready} for whoever restarts or balances, and
 * the API.
 */
public final class HttpServer implements AutoCloseable {
    private static final int CONNECTIONS = 500;

    private final Javalin server;
    private final Endpoint endpoint;

    private HttpServer(Javalin server, Endpoint endpoint) {
        this.server = server;
        this.endpoint = endpoint;
    }

    /**
     * Starts listening. Throws an unchecked exception naming the port when it cannot.
     *
     * @param api adds the paths of the API
     * @throws IOException when TLS cannot be set up; names the file
     */
    public static HttpServer start(
            WebListener listener, CollectorRegistry metrics, Readiness readiness, Consumer<RoutesConfig> api)
            throws IOException {
        WebConnectors connectors = WebConnectors.open(listener);
        Javalin server = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.jetty.addConnector((jetty, http) -> connectors.on(jetty, CONNECTIONS));
            api.accept(config.routes);
            config.routes.get("/metrics", context -> writeMetrics(context, metrics));
            config.routes.get("/health/live", context -> writeLiveness(context, readiness));
            config.routes.get("/health/ready", context -> writeReadiness(context, readiness));
        });
        server.start();
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

    private static void writeMetrics(Context context, CollectorRegistry metrics) throws IOException {
        String type = TextFormat.chooseContentType(context.header("Accept"));
        StringWriter text = new StringWriter();
        TextFormat.writeFormat(type, text, metrics.metricFamilySamples());
        context.contentType(type).result(text.toString());
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
