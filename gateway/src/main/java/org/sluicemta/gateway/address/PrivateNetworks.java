package org.sluicemta.gateway.address;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.sluicemta.network.IpRange;

/** Addresses that can't be reached from outside (RFC 6890), including those embedded in any form of IPv6 address. */
final class PrivateNetworks {
    private static final List<IpRange> NETWORKS = ranges(
            "0.0.0.0/8",
            "10.0.0.0/8", // RFC 1918
            "100.64.0.0/10", // RFC 6598
            "127.0.0.0/8",
            "169.254.0.0/16", // RFC 3927
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.168.0.0/16",
            "224.0.0.0/4",
            "240.0.0.0/4",
            "::1",
            "::",
            "64:ff9b:1::/48", // RFC 8215
            "fc00::/7", // RFC 4193
            "fe80::/10",
            "fec0::/10", // RFC 3879
            "ff00::/8");

    /** A range whose addresses embed an IPv4 address, and the octet it begins at. */
    private record Wrapper(IpRange range, int octet) {}

    private static final List<Wrapper> WRAPPERS = List.of(
            new Wrapper(IpRange.parse("::/96"), 12), // RFC 4291 section 2.5.5.1
            new Wrapper(IpRange.parse("64:ff9b::/96"), 12), // RFC 6052 section 2.1
            new Wrapper(IpRange.parse("2002::/16"), 2)); // RFC 3056 section 2

    private PrivateNetworks() {}

    private static List<IpRange> ranges(String... texts) {
        return Arrays.stream(texts).map(IpRange::parse).toList();
    }

    static boolean contain(InetAddress address) {
        return contained(address) || contained(unwrapped(address));
    }

    private static boolean contained(InetAddress address) {
        return NETWORKS.stream().anyMatch(network -> network.contains(address));
    }

    /** The IPv4 address that an IPv6 one stands for, or the address itself. The JDK has unwrapped ::ffff:0:0/96 already. */
    static InetAddress unwrapped(InetAddress address) {
        if (!(address instanceof Inet6Address) || address.isLoopbackAddress() || address.isAnyLocalAddress()) {
            return address;
        }
        return WRAPPERS.stream()
                .filter(wrapper -> wrapper.range().contains(address))
                .findFirst()
                .map(wrapper -> fourOctets(address.getAddress(), wrapper.octet()))
                .orElse(address);
    }

    private static InetAddress fourOctets(byte[] octets, int from) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(octets, from, from + 4));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four octets are an address", e);
        }
    }
}
