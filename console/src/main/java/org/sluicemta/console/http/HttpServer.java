package org.sluicemta.console.http;

import io.javalin.Javalin;
import io.javalin.http.Context;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.sluicemta.settings.Endpoint;

/** {@code /metrics} for Prometheus, {@code /health/live} and {@code /health/ready} for whoever restarts or balances. */
public final class HttpServer implements AutoCloseable {
    private final Javalin server;
    private final Endpoint endpoint;

    private HttpServer(Javalin server, Endpoint endpoint) {
        this.server = server;
        this.endpoint = endpoint;
    }

    /** Starts listening. Throws an unchecked exception naming the port when it cannot. */
    public static HttpServer start(Endpoint wanted, CollectorRegistry metrics, Readiness readiness) {
        Javalin server = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.routes.get("/metrics", context -> writeMetrics(context, metrics));
            config.routes.get("/health/live", context -> context.json(Map.of("status", "live")));
            config.routes.get("/health/ready", context -> writeReadiness(context, readiness));
        });
        server.start(wanted.address(), wanted.port());
        return new HttpServer(server, new Endpoint(wanted.address(), server.port()));
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
