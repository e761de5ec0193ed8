package org.sluicemta.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.sluicemta.egress.ClearOnlyStore;
import org.sluicemta.testing.egress.MemoryClearOnlyStore;
import org.sluicemta.testing.event.Waiting;
import org.sluicemta.testing.time.MutableClock;

class ClearOnlyHostsTest {
    private final MutableClock clock = new MutableClock();
    private final MemoryClearOnlyStore store = new MemoryClearOnlyStore();

    private static RemoteAddress host(int port) {
        return new RemoteAddress("mx.example.org", InetAddress.getLoopbackAddress(), port);
    }

    @Test
    void keepsAHostOverARestartButNoLongerThanItsTime() throws Exception {
        ClearOnlyHosts before = new ClearOnlyHosts(store, clock);
        before.add(host(25));
        assertThat(before.contains(host(25))).isTrue();
        assertThat(before.contains(host(26))).isFalse();
        before.stop();
        clock.advance(Duration.ofMinutes(29));

        ClearOnlyHosts after = new ClearOnlyHosts(store, clock);
        Waiting.until("what was kept", () -> after.contains(host(25)));
        clock.advance(Duration.ofMinutes(1));
        assertThat(after.contains(host(25))).isFalse();
        after.stop();
    }

    @Test
    void remembersWithoutADatabaseAndKeepsItLater() {
        AtomicBoolean away = new AtomicBoolean(true);
        ClearOnlyHosts hosts = new ClearOnlyHosts(
                new ClearOnlyStore() {
                    @Override
                    public Map<String, Instant> load() {
                        throw new IllegalStateException("away");
                    }

                    @Override
                    public void keep(Map<String, Instant> some) {
                        if (away.get()) {
                            throw new IllegalStateException("away");
                        }
                        store.keep(some);
                    }
                },
                clock);
        hosts.add(host(25));
        assertThat(hosts.contains(host(25))).isTrue();
        away.set(false);
        hosts.add(host(26));
        hosts.stop();

        assertThat(store.load()).containsOnlyKeys("127.0.0.1:25", "127.0.0.1:26");
    }
}
