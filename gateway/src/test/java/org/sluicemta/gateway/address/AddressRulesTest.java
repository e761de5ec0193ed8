package org.sluicemta.gateway.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluicemta.gateway.address.AddressRules.Finding.OTHERS;
import static org.sluicemta.gateway.address.AddressRules.Finding.OURS;
import static org.sluicemta.gateway.address.AddressRules.Finding.PRIVATE;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluicemta.egress.EgressNetworks;
import org.sluicemta.egress.EgressPlan;
import org.sluicemta.egress.EgressPool;
import org.sluicemta.egress.EgressSite;
import org.sluicemta.egress.EgressSource;
import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.RetrySchedule;
import org.sluicemta.egress.SiteId;
import org.sluicemta.egress.SiteLimits;
import org.sluicemta.egress.SourceId;
import org.sluicemta.egress.TlsPolicy;
import org.sluicemta.gateway.dns.Addresses;
import org.sluicemta.network.IpRange;
import org.sluicemta.stream.StreamId;
import org.sluicemta.testing.time.MutableClock;

class AddressRulesTest {
    private static final int PORT = 25;

    private final MutableClock clock = new MutableClock();
    private final Set<InetAddress> interfaces = new HashSet<>(
            Set.of(address("127.0.0.1"), address("198.51.100.1"), address("10.9.8.7"), address("2001:db8::1")));
    private final OwnListeners listeners = new OwnListeners();
    private EgressNetworks networks = EgressNetworks.ofPort(PORT);
    private final AddressRules rules =
            new AddressRules(this::plan, listeners, new HostAddresses(() -> Set.copyOf(interfaces), clock));

    private static InetAddress address(String text) {
        return Addresses.read(text).orElseThrow();
    }

    private AddressRules.Finding judge(String address) {
        return rules.judge(address(address), PORT, false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.0.0.2",
                "127.255.255.254",
                "0.0.0.0",
                "::",
                "::1",
                "0:0:0:0:0:0:0:1",
                "::127.0.0.1",
                "::ffff:127.0.0.1",
                "::ffff:0.0.0.0",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                "198.51.100.1",
                "10.9.8.7",
                "2001:db8::1",
                "::ffff:198.51.100.1",
                "203.0.113.9"
            })
    void knowsItselfUnderEveryAddressAndSpelling(String address) {
        assertThat(judge(address)).isEqualTo(OURS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "0.1.2.3",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "fe80::1",
                "fc00::1",
                "fd12:3456::1",
                "fec0::1",
                "ff02::1",
                "::ffff:10.0.0.1",
                "::10.0.0.1",
                "64:ff9b::a00:1",
                "64:ff9b:1::1",
                "2002:c0a8:101::1"
            })
    void refusesPrivateNetworks(String address) {
        assertThat(judge(address)).isEqualTo(PRIVATE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.0.2.1",
                "172.32.0.1",
                "100.128.0.1",
                "11.0.0.1",
                "2001:db8::2",
                "64:ff9b::808:808",
                "8.8.8.8"
            })
    void leavesOthersAlone(String address) {
        assertThat(judge(address)).isEqualTo(OTHERS);
    }

    @Test
    void readsTheAddressesOfTheHostAgain() {
        assertThat(judge("192.0.2.77")).isEqualTo(OTHERS);

        interfaces.add(address("192.0.2.77"));
        clock.advance(Duration.ofMinutes(1));

        assertThat(judge("192.0.2.77")).isEqualTo(OURS);
    }

    @Test
    void takesAllowedNetworksForOthers() {
        networks = new EgressNetworks(List.of(), List.of(IpRange.parse("10.0.0.0/8"), IpRange.parse("127.0.0.0/8")));

        assertThat(judge("10.0.0.1")).isEqualTo(OTHERS);
        assertThat(judge("10.9.8.7")).isEqualTo(OTHERS);
        assertThat(judge("127.0.0.1")).isEqualTo(OTHERS);
        assertThat(judge("::ffff:127.0.0.1")).isEqualTo(OTHERS);
        assertThat(judge("192.168.1.1")).isEqualTo(PRIVATE);
        assertThat(judge("0.0.0.0")).isEqualTo(OURS);
    }

    @Test
    void allowsLoopbackByItselfOnlyWithATestPort() {
        networks = EgressNetworks.ofPort(2526);

        assertThat(judge("127.0.0.1")).isEqualTo(OTHERS);
        assertThat(judge("10.0.0.1")).isEqualTo(PRIVATE);
    }

    @Test
    void knowsAddressesInFrontOfItAndThoseItSendsFrom() {
        networks = new EgressNetworks(List.of(IpRange.parse("192.0.2.0/28")), List.of());

        assertThat(judge("192.0.2.15")).isEqualTo(OURS);
        assertThat(judge("192.0.2.16")).isEqualTo(OTHERS);
        assertThat(judge("203.0.113.9")).isEqualTo(OURS);
    }

    @ParameterizedTest
    @CsvSource({
        // listener, address, whether a next hop of that address and port is a way back
        "127.0.0.1, 127.0.0.1, true",
        "127.0.0.1, 0.0.0.0, true",
        "127.0.0.1, 127.0.0.2, false",
        "0.0.0.0, 127.0.0.2, true",
        "0.0.0.0, 198.51.100.1, true",
        "::, 10.9.8.7, true",
        "0.0.0.0, 10.0.0.1, false",
        "10.9.8.7, 10.9.8.7, true",
        "10.9.8.7, 127.0.0.1, false",
    })
    void findsItsOwnListenersBehindNamedHosts(String listener, String address, boolean back) {
        networks = new EgressNetworks(List.of(), List.of(IpRange.parse("0.0.0.0/0")));
        listeners.opened(List.of(new InetSocketAddress(address(listener), 2525)));

        assertThat(rules.judge(address(address), 2525, true)).isEqualTo(back ? OURS : OTHERS);
        assertThat(rules.judge(address(address), 2526, true)).isEqualTo(OTHERS);
    }

    private EgressPlan plan() {
        PoolId pool = new PoolId("p");
        EgressSource source = new EgressSource(new SourceId("s"), address("203.0.113.9"), "s.example", 1);
        return new EgressPlan(
                Map.of(pool, new EgressPool(pool, List.of(source))),
                Map.of(new StreamId("t"), pool),
                Map.of(),
                new EgressSite(SiteId.OTHER, List.of(), List.of(), SiteLimits.DEFAULTS, TlsPolicy.NONE),
                200,
                Map.of(),
                null,
                PORT,
                Map.of("default", new RetrySchedule("default", List.of(Duration.ofMinutes(1)), Duration.ofDays(1))),
                1000,
                Duration.ofMinutes(1),
                networks);
    }
}
