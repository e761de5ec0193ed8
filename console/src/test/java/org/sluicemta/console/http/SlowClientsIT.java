package org.sluicemta.console.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.javalin.config.RoutesConfig;
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluicemta.settings.Endpoint;
import org.sluicemta.settings.ListenFailure;
import org.sluicemta.settings.PemPair;
import org.sluicemta.settings.WebListener;
import org.sluicemta.testing.tls.TestCertificate;

/** However many clients are slow, a probe is answered. */
class SlowClientsIT {
    private static final int MORE_THAN_THERE_IS_ROOM_FOR = 700;
    private static final byte[] PROBE = "GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII);
    private static final Duration LONG = Duration.ofMinutes(5);

    private final List<Socket> sockets = new ArrayList<>();

    @TempDir
    Path directory;

    @AfterEach
    void hangUp() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "G",
                "GET /health/live HTTP/1.1\r\nX-Drip: ",
                "POST /slow HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\na",
                "GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n"
            })
    void aProbeIsAnsweredWhileHundredsHoldConnections(String begun) throws Exception {
        try (HttpServer server = start(Optional.empty(), LONG)) {
            for (int i = 0; i < MORE_THAN_THERE_IS_ROOM_FOR; i++) {
                connect(server).getOutputStream().write(begun.getBytes(US_ASCII));
            }
            assertThat(probe(connect(server))).isEqualTo("HTTP/1.1 200 OK");
        }
    }

    @Test
    void aNewConnectionIsNotEndedByNewerOnesBeforeItsRequestArrives() throws Exception {
        try (HttpServer server = start(Optional.empty(), LONG)) {
            for (int i = 0; i < HttpServer.CONNECTIONS; i++) {
                assertThat(probe(connect(server))).isEqualTo("HTTP/1.1 200 OK");
            }
            assertThatNewOnesAreAnswered(server);
        }
    }

    @Test
    void aNewConnectionIsNotEndedBeforeThoseThatDripTheirBodies() throws Exception {
        CountDownLatch answering = new CountDownLatch(HttpServer.CONNECTIONS);
        try (HttpServer server = start(routes -> routes.post("/slow", context -> {
            answering.countDown();
            context.result(context.body());
        }))) {
            byte[] begun = "POST /slow HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\na".getBytes(US_ASCII);
            for (int i = 0; i < HttpServer.CONNECTIONS; i++) {
                connect(server).getOutputStream().write(begun);
            }
            assertThat(answering.await(30, TimeUnit.SECONDS))
                    .as("all are being answered")
                    .isTrue();
            assertThatNewOnesAreAnswered(server);
        }
    }

    private void assertThatNewOnesAreAnswered(HttpServer server) throws IOException {
        Socket first = connect(server);
        for (int i = 0; i < 100; i++) {
            connect(server);
        }
        assertThat(probe(connect(server))).as("the newest").isEqualTo("HTTP/1.1 200 OK");
        assertThat(probe(first)).as("the first of the new").isEqualTo("HTTP/1.1 200 OK");
    }

    @Test
    void aConnectionWhoseFirstRequestDoesNotArriveIsEnded() throws Exception {
        try (HttpServer server = start(Optional.empty(), Duration.ofSeconds(3))) {
            Socket drip = connect(server);
            Socket proven = connect(server);
            drip.getOutputStream().write('G');
            String answer = probe(proven);

            assertThat(drip.getInputStream().read()).as("ended").isEqualTo(-1);
            assertThat(answer).isEqualTo("HTTP/1.1 200 OK");
        }
    }

    @Test
    void aHandshakeThatIsNeverFinishedIsEnded() throws Exception {
        PemPair pair = new PemPair(directory.resolve("key.pem"), directory.resolve("certificate.pem"));
        TestCertificate.selfSigned(Instant.parse("2026-11-22T00:00:00Z"), "localhost")
                .writePem(pair.certificates(), pair.privateKey());
        try (HttpServer server = start(Optional.of(pair), Duration.ofSeconds(3))) {
            Socket drip = connect(server);
            drip.getOutputStream().write(new byte[] {0x16, 3, 1, 2, 0, 1});

            assertThat(drip.getInputStream().readAllBytes()).hasSizeLessThan(100);
        }
    }

    @Test
    void aPortThatIsTakenIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            WebListener listener = new WebListener(new Endpoint("127.0.0.1", taken.getLocalPort()), Optional.empty());

            assertThatThrownBy(() -> start(listener, LONG))
                    .isInstanceOf(ListenFailure.class)
                    .hasMessageContaining("HTTP cannot listen on 127.0.0.1:" + taken.getLocalPort())
                    .hasMessageContaining("already in use")
                    .hasMessageContaining("ss -ltnp");
        }
    }

    private static HttpServer start(Optional<PemPair> tls, Duration firstRequest) throws IOException {
        return start(new WebListener(new Endpoint("127.0.0.1", 0), tls), firstRequest);
    }

    private static HttpServer start(WebListener listener, Duration firstRequest) throws IOException {
        return start(listener, firstRequest, routes -> routes.post("/slow", context -> context.result(context.body())));
    }

    private static HttpServer start(Consumer<RoutesConfig> routes) throws IOException {
        return start(new WebListener(new Endpoint("127.0.0.1", 0), Optional.empty()), LONG, routes);
    }

    private static HttpServer start(WebListener listener, Duration firstRequest, Consumer<RoutesConfig> routes)
            throws IOException {
        return HttpServer.start(
                listener, new CollectorRegistry(), new Readiness(), context -> false, routes, firstRequest);
    }

    private Socket connect(HttpServer server) throws IOException {
        Socket socket = new Socket("127.0.0.1", server.endpoint().port());
        socket.setSoTimeout(30_000);
        sockets.add(socket);
        return socket;
    }

    private static String probe(Socket socket) throws IOException {
        socket.getOutputStream().write(PROBE);
        return new String(socket.getInputStream().readNBytes(15), US_ASCII);
    }
}
