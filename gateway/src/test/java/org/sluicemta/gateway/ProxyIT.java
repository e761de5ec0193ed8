package org.sluicemta.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.sluicemta.gateway.GatewayFixture.POOL;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sluicemta.egress.EgressSource;
import org.sluicemta.egress.NextHopCredential;
import org.sluicemta.egress.SiteId;
import org.sluicemta.egress.SourceId;
import org.sluicemta.egress.SourceProxy;
import org.sluicemta.egress.SourceProxy.Protocol;
import org.sluicemta.gateway.SocksServer.Manner;
import org.sluicemta.outcome.DeliveryOutcome;
import org.sluicemta.outcome.DeliveryOutcome.Deferred;
import org.sluicemta.outcome.DeliveryOutcome.Delivered;
import org.sluicemta.testing.event.Waiting;
import org.sluicemta.testing.smtp.SinkOptions;
import org.sluicemta.testing.smtp.SmtpSink;

/** Sources that send through a proxy: whose fault it is when that fails. */
class ProxyIT {
    private static final NextHopCredential SECRET = new NextHopCredential("me", "very secret");

    private final SmtpSink sink = SmtpSink.start(SinkOptions.onLoopback());
    private final SocksServer socks = new SocksServer();
    private final GatewayFixture fixture = new GatewayFixture(sink.port());

    @TempDir
    Path directory;

    @AfterEach
    void close() {
        fixture.close();
        socks.close();
        sink.close();
    }

    private static EgressSource source(String id, @Nullable String address, SourceProxy proxy) throws IOException {
        return new EgressSource(
                new SourceId(id),
                address == null ? null : InetAddress.getByName(address),
                id + ".sluice.test",
                1,
                List.of(),
                List.of(),
                proxy);
    }

    private void throughSocks(Manner manner, @Nullable NextHopCredential credential) throws IOException {
        socks.manner = manner;
        // The proxy's address, which this host doesn't have.
        fixture.sources(source("far", "192.0.2.9", new SourceProxy(Protocol.SOCKS5, socks.address(), credential)));
    }

    private DeliveryOutcome deliver() {
        return fixture.deliverOne("a@example.org");
    }

    private int failures() {
        return ((PooledSiteGate) fixture.gateway.gate(POOL, SiteId.OTHER))
                .status().hosts().stream().mapToInt(hosts -> hosts.failures()).sum();
    }

    @Test
    void deliversThroughSocks() throws Exception {
        throughSocks(Manner.SERVES, null);

        assertThat(deliver())
                .isInstanceOfSatisfying(
                        Delivered.class,
                        delivered ->
                                assertThat(delivered.attempt().remoteAddress()).isEqualTo("127.0.0.1:" + sink.port()));
        assertThat(socks.targets).containsExactly(new InetSocketAddress("127.0.0.1", sink.port()));
        assertThat(sink.messages()).hasSize(1);
    }

    @Test
    void logsInWithUserAndPassword() throws Exception {
        throughSocks(Manner.ASKS_FOR_PASSWORD, SECRET);

        assertThat(deliver()).isInstanceOf(Delivered.class);
        assertThat(socks.credentials).containsExactly("me:very secret");
    }

    /** The other source of the pool takes over at once. */
    @ParameterizedTest
    @EnumSource(
            value = Manner.class,
            names = {"REFUSES_PASSWORD", "TAKES_NO_METHOD", "HANGS_UP", "TALKS_SMTP"})
    void blamesTheSourceForAProxyThatDoesNotServe(Manner manner) throws Exception {
        throughSocks(manner, SECRET);

        assertThat(deliver()).isInstanceOf(Deferred.class);
        assertThat(deliver()).isInstanceOf(Deferred.class);
        assertThat(failures()).isZero();
        assertThat(fixture.gateway.sources())
                .singleElement()
                .satisfies(source -> assertThat(source.present()).isFalse());
    }

    @Test
    void takesAnotherSourceForAProxyThatIsDown() throws Exception {
        SourceProxy dead = new SourceProxy(Protocol.SOCKS5, unusedPort(), null);
        fixture.sources(source("far", null, dead), GatewayFixture.source("near", null, 1));

        for (int i = 0; i < 4; i++) {
            assertThat(deliver())
                    .isInstanceOfSatisfying(
                            Delivered.class,
                            delivered ->
                                    assertThat(delivered.attempt().source()).isEqualTo(new SourceId("near")));
        }
        assertThat(failures()).isZero();
    }

    private static InetSocketAddress unusedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new InetSocketAddress(socket.getInetAddress(), socket.getLocalPort());
        }
    }

    @Test
    void blamesTheSourceForASilentProxy() throws Exception {
        fixture.limits(limits -> limits.timeouts(GatewayFixture.all(Duration.ofSeconds(1))));
        throughSocks(Manner.IS_SILENT, null);

        assertThat(deliver()).isInstanceOf(Deferred.class);
        assertThat(failures()).isZero();
    }

    /** Otherwise a domain whose address the proxy doesn't like could put the source out of use. */
    @ParameterizedTest
    @EnumSource(
            value = Manner.class,
            names = {"CANNOT_REACH", "DOES_NOT_ALLOW", "HANGS_UP_LATER", "CONNECTS_FOR_EVER"})
    void blamesTheSiteOnceTheProxyHasLetUsIn(Manner manner) throws Exception {
        fixture.limits(limits -> limits.timeouts(GatewayFixture.all(Duration.ofSeconds(1))));
        throughSocks(manner, null);

        assertThat(deliver())
                .isInstanceOfSatisfying(
                        Deferred.class,
                        deferred ->
                                assertThat(deferred.reply().text()).startsWith("Cannot connect through the proxy: "));
        assertThat(failures()).isEqualTo(1);
        assertThat(fixture.gateway.sources())
                .allSatisfy(source -> assertThat(source.present()).isTrue());
    }

    /** Its octets are those of proxy-protocol.txt, section 2.2. */
    @Test
    void beginsWithAProxyHeader() throws Exception {
        CompletableFuture<String> seen = new CompletableFuture<>();
        try (ServerSocket proxy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.startVirtualThread(() -> {
                try (Socket client = proxy.accept()) {
                    seen.complete(
                            HexFormat.of().formatHex(client.getInputStream().readNBytes(28)));
                } catch (IOException e) {
                    seen.completeExceptionally(e);
                }
            });
            InetSocketAddress at = new InetSocketAddress(proxy.getInetAddress(), proxy.getLocalPort());
            fixture.sources(source("far", "192.0.2.9", new SourceProxy(Protocol.PROXY_V2, at, null)));

            assertThat(deliver()).isInstanceOf(Deferred.class);
            assertThat(seen.get(10, TimeUnit.SECONDS))
                    .isEqualTo("0d0a0d0a000d0a515549540a" + "21" + "11" + "000c" + "c0000209" + "7f000001" + "0000"
                            + HexFormat.of().toHexDigits((short) sink.port()));
        }
        assertThat(failures()).as("it hung up without a word").isEqualTo(1);
    }

    @Test
    void deliversThroughHaproxy() throws Exception {
        Path program = Path.of("/usr/sbin/haproxy");
        assumeTrue(Files.isExecutable(program), "haproxy is installed");
        InetSocketAddress at = unusedPort();
        Path file =
                Files.writeString(directory.resolve("haproxy.cfg"), """
                defaults
                  mode tcp
                  timeout connect 5s
                  timeout client 60s
                  timeout server 60s
                frontend in
                  bind 127.0.0.1:%d accept-proxy
                  default_backend out
                backend out
                  server remote 0.0.0.0:0
                """.replace("%d", Integer.toString(at.getPort())));
        Process haproxy = new ProcessBuilder(program.toString(), "-db", "-f", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        try {
            Waiting.until("haproxy that listens", () -> isListening(at));
            fixture.sources(source("far", "127.0.0.1", new SourceProxy(Protocol.PROXY_V2, at, null)));

            assertThat(deliver()).isInstanceOf(Delivered.class);
            assertThat(sink.messages()).hasSize(1);
        } finally {
            haproxy.destroy();
            assertThat(haproxy.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static boolean isListening(InetSocketAddress at) {
        try (Socket probe = new Socket(at.getAddress(), at.getPort())) {
            return probe.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
