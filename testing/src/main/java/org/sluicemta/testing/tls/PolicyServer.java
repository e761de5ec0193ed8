package org.sluicemta.testing.tls;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** An HTTPS server on loopback that serves one MTA-STS policy, or what it is told to serve in its place, and takes reports. */
public final class PolicyServer implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 3;

    private final HttpsServer server;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private volatile CountDownLatch held = new CountDownLatch(0);
    private volatile Received last = new Received("", "", "", new byte[0]);
    private volatile Reply reply = new Reply(404, "text/plain", "");

    /** A request. */
    public record Received(String method, String path, String type, byte[] body) {}

    private record Reply(int status, String type, String body) {}

    private PolicyServer(HttpsServer server) {
        this.server = server;
    }

    /** @param certificate that it shows */
    public static PolicyServer start(TestCertificate certificate) {
        try {
            HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(certificate.serverContext()));
            PolicyServer policies = new PolicyServer(server);
            server.createContext("/", policies::answer);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return policies;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open an HTTPS server on loopback", e);
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Serves a policy from now on. */
    public PolicyServer policy(String mode, long maxAge, String... mx) {
        StringBuilder text = new StringBuilder("version: STSv1\r\nmode: " + mode + "\r\n");
        for (String host : mx) {
            text.append("mx: ").append(host).append("\r\n");
        }
        return reply(200, "text/plain; charset=utf-8", text + "max_age: " + maxAge + "\r\n");
    }

    /** Serves something else from now on. A redirect leads to a good policy. */
    public PolicyServer reply(int status, String type, String body) {
        reply = new Reply(status, type, body);
        return this;
    }

    /** From now on it answers when it has been asked by so many at once, or after a while. */
    public PolicyServer holdFor(int questions) {
        held = new CountDownLatch(questions);
        return this;
    }

    /** By how many it was asked at once. */
    public int mostAtOnce() {
        return mostAtOnce.get();
    }

    /** What it was last asked with. */
    public Received last() {
        return last;
    }

    /** How often it was asked. */
    public int requests() {
        return requests.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        last = new Received(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")),
                exchange.getRequestBody().readAllBytes());
        requests.incrementAndGet();
        mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        try {
            CountDownLatch others = held;
            others.countDown();
            boolean unused = others.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            send(exchange, reply);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            atOnce.decrementAndGet();
        }
    }

    private static void send(HttpExchange exchange, Reply now) throws IOException {
        byte[] body = now.body().getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", now.type());
        if (now.status() / 100 == 3) {
            exchange.getResponseHeaders().set("Location", "/elsewhere");
        }
        exchange.sendResponseHeaders(now.status(), body.length == 0 ? -1 : body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
