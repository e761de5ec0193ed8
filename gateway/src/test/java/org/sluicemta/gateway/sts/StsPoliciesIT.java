package org.sluicemta.gateway.sts;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.nio.NioEventLoopGroup;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sluicemta.gateway.dns.DnsMxResolver;
import org.sluicemta.gateway.https.HttpsClient;
import org.sluicemta.settings.DnsSettings;
import org.sluicemta.testing.dns.FakeDns;
import org.sluicemta.testing.egress.MemoryStsPolicyStore;
import org.sluicemta.testing.event.Waiting;
import org.sluicemta.testing.time.MutableClock;
import org.sluicemta.testing.tls.PolicyServer;
import org.sluicemta.testing.tls.TestCertificate;

/** When policies are looked up again, and how long they hold. */
class StsPoliciesIT {
    private static final Duration CHECKED = Duration.ofMinutes(6);
    private static final long WEEK = Duration.ofDays(7).toSeconds();

    private static final int MANY = 100;

    private final TestCertificate certificate = TestCertificate.selfSigned(
            InstantSource.system().instant(),
            Stream.concat(
                            Stream.of("mta-sts.example.org"),
                            IntStream.range(0, MANY).mapToObj(i -> "mta-sts.d" + i + ".example"))
                    .toArray(String[]::new));
    private final PolicyServer server = PolicyServer.start(certificate);
    private final FakeDns dns = FakeDns.start().ttl(Duration.ZERO);
    private final MutableClock clock = new MutableClock();
    private final MemoryStsPolicyStore store = new MemoryStsPolicyStore();
    private final NioEventLoopGroup loops = new NioEventLoopGroup(1);
    private final StsPolicies policies = open();

    private StsPolicies open() {
        DnsMxResolver resolver = new DnsMxResolver(
                new DnsSettings(List.of("127.0.0.1:" + dns.address().getPort()), Duration.ofSeconds(5)));
        return StsPolicies.open(
                loops,
                resolver,
                new HttpsClient(loops, resolver, address -> true, certificate.trusting()),
                store,
                server::port,
                clock);
    }

    @AfterEach
    void close() {
        policies.stop();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        dns.close();
        server.close();
    }

    private void publish(String id) {
        dns.remove("_mta-sts.example.org")
                .txt("_mta-sts.example.org", "v=STSv1; id=" + id + ";")
                .remove("mta-sts.example.org")
                .a("mta-sts.example.org", "127.0.0.1");
    }

    private StsFinding now(StsPolicies from) throws Exception {
        return from.of("example.org").toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private String id() throws Exception {
        return now(policies) instanceof StsFinding.Found found ? found.policy().id() : "none";
    }

    @Test
    void looksUpOnceForAllThatAsk() throws Exception {
        publish("1");
        server.policy("enforce", WEEK, "mx.example.org");
        List<CompletableFuture<StsFinding>> asked = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            asked.add(policies.of("example.org").toCompletableFuture());
        }
        for (CompletableFuture<StsFinding> one : asked) {
            assertThat(one.get(30, TimeUnit.SECONDS)).isInstanceOf(StsFinding.Found.class);
        }
        assertThat(server.requests()).isEqualTo(1);
    }

    @Test
    void fetchesAgainWhenTheIdChanges() throws Exception {
        publish("1");
        server.policy("enforce", WEEK, "mx.example.org");
        assertThat(id()).isEqualTo("1");
        publish("2");

        clock.advance(Duration.ofMinutes(4));
        assertThat(id()).isEqualTo("1");
        clock.advance(CHECKED);
        assertThat(id()).as("mail doesn't wait for the new one").isEqualTo("1");
        Waiting.until("the new policy", () -> id().equals("2"));
        assertThat(server.requests()).isEqualTo(2);
    }

    @Test
    void fetchesAgainBeforeItExpires() throws Exception {
        publish("1");
        server.policy("enforce", Duration.ofHours(4).toSeconds(), "mx.example.org");
        assertThat(id()).isEqualTo("1");

        clock.advance(Duration.ofHours(1));
        assertThat(id()).isEqualTo("1");
        clock.advance(Duration.ofMinutes(90));
        assertThat(id()).isEqualTo("1");
        Waiting.until("another fetch", () -> server.requests() == 2);
        Waiting.until(
                "the fetched policy in the store",
                () -> store.find("example.org").orElseThrow().fetched().equals(clock.instant()));
    }

    @Test
    void usesAPolicyUntilItExpiresAndNoLonger() throws Exception {
        publish("1");
        server.policy("enforce", Duration.ofHours(4).toSeconds(), "mx.example.org");
        assertThat(id()).isEqualTo("1");
        dns.remove("_mta-sts.example.org");

        clock.advance(Duration.ofMinutes(239));
        assertThat(id()).isEqualTo("1");
        clock.advance(Duration.ofMinutes(2));
        Waiting.until("the end of the policy", () -> id().equals("none"));
    }

    @Test
    void findsAPolicyThatIsNew() throws Exception {
        server.policy("enforce", WEEK, "mx.example.org");
        dns.txt("_mta-sts.example.org", "v=spf1 -all");
        assertThat(id()).isEqualTo("none");
        publish("1");

        clock.advance(Duration.ofMinutes(4));
        assertThat(id()).isEqualTo("none");
        clock.advance(CHECKED);
        assertThat(id()).isEqualTo("1");
    }

    @Test
    void takesWhatAnotherNodeHasFetched() throws Exception {
        publish("1");
        server.policy("enforce", WEEK, "mx.example.org");
        assertThat(id()).isEqualTo("1");
        Waiting.until("a kept policy", () -> store.find("example.org").isPresent());

        StsPolicies other = open();
        assertThat(now(other)).isInstanceOf(StsFinding.Found.class);
        assertThat(server.requests()).isEqualTo(1);
        other.stop();
    }

    /** The rest wait for their turns, and all of them get their policy. */
    @Test
    void fetchesAFewAtATime() throws Exception {
        server.policy("enforce", WEEK, "mx.example.org").holdFor(30);
        List<CompletableFuture<StsFinding>> asked = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            String domain = "d" + i + ".example";
            dns.txt("_mta-sts." + domain, "v=STSv1; id=1;").a("mta-sts." + domain, "127.0.0.1");
            asked.add(policies.of(domain).toCompletableFuture());
        }
        for (CompletableFuture<StsFinding> one : asked) {
            assertThat(one.get(30, TimeUnit.SECONDS)).isInstanceOf(StsFinding.Found.class);
        }
        assertThat(server.mostAtOnce()).isEqualTo(30);
        assertThat(server.requests()).isEqualTo(MANY);
    }
}
