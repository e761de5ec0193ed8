package org.sluicemta.console.api;

import io.prometheus.client.CollectorRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sluicemta.console.ListFixture;
import org.sluicemta.console.http.HttpServer;
import org.sluicemta.console.http.Readiness;
import org.sluicemta.console.operation.SuppressionOperations;
import org.sluicemta.console.operation.TokenOperations;
import org.sluicemta.settings.Endpoint;
import org.sluicemta.settings.WebListener;
import org.sluicemta.store.access.ApiTokens;
import org.sluicemta.tenant.TenantId;

/** The API on a free port, and a client of it. */
final class ApiFixture implements AutoCloseable {
    final ListFixture parts;
    final ApiTokens tokens;
    final CollectorRegistry metrics = new CollectorRegistry();
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    ApiFixture(Path home) throws Exception {
        this(home, false);
    }

    /** @param readable as if the address could be reached from a network */
    ApiFixture(Path home, boolean readable) throws Exception {
        parts = new ListFixture(home);
        tokens = new ApiTokens(parts.database, parts.clock);
        WebListener loopback = new WebListener(new Endpoint("127.0.0.1", 0), Optional.empty());
        ApiAccess access = new ApiAccess(new TokenOperations(tokens, parts.names, parts.audit));
        server = HttpServer.start(loopback, metrics, new Readiness(), access::isOperator, routes -> {
            access.register(routes, readable);
            new SuppressionsApi(new SuppressionOperations(parts.list, parts.names, parts.clock, parts.audit))
                    .register(routes);
        });
    }

    String token(@Nullable TenantId tenant) {
        return tokens.add("shop", tenant, "test").text();
    }

    URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.endpoint().port() + path);
    }

    HttpResponse<String> get(String path, String token) throws Exception {
        return send(HttpRequest.newBuilder(address(path)), token);
    }

    HttpResponse<String> head(String path, String token) throws Exception {
        return send(HttpRequest.newBuilder(address(path)).method("HEAD", BodyPublishers.noBody()), token);
    }

    HttpResponse<String> delete(String path, String token) throws Exception {
        return send(HttpRequest.newBuilder(address(path)).DELETE(), token);
    }

    HttpResponse<String> post(String path, String token, String type, String body) throws Exception {
        return send(
                HttpRequest.newBuilder(address(path))
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofString(body)),
                token);
    }

    HttpResponse<String> send(HttpRequest.Builder request, String token) throws Exception {
        return client.send(request.header("Authorization", "Bearer " + token).build(), BodyHandlers.ofString());
    }

    @Override
    public void close() {
        client.close();
        server.close();
        parts.close();
    }
}
