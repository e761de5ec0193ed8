package org.sluicemta.gateway.dns;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;

/** IP addresses as text. */
public final class Addresses {
    private static final String IPV6_TAG = "ipv6:";

    private Addresses() {}

    /** An IPv4 or IPv6 address, without brackets. */
    public static boolean isLiteral(String text) {
        return NetUtil.isValidIpV4Address(text) || NetUtil.isValidIpV6Address(text);
    }

    /** Reads an address without brackets; never asks DNS. */
    public static Optional<InetAddress> read(String text) {
        byte[] octets = isLiteral(text) ? NetUtil.createByteArrayFromIpAddressString(text) : null;
        return octets == null ? Optional.empty() : Optional.of(of(octets));
    }

    /** The address without the name it was found under. */
    static InetAddress nameless(InetAddress address) {
        return of(address.getAddress());
    }

    private static InetAddress of(byte[] octets) {
        try {
            return InetAddress.getByAddress(octets);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 octets, not " + octets.length, e);
        }
    }

    /** Reads the domain of an address literal, RFC 5321 section 4.1.3: {@code [192.0.2.1]} or {@code [IPv6:…]}. */
    public static Optional<InetAddress> readDomainLiteral(String domain) {
        if (!domain.startsWith("[") || !domain.endsWith("]")) {
            return Optional.empty();
        }
        String inner = domain.substring(1, domain.length() - 1);
        boolean tagged = inner.toLowerCase(Locale.ROOT).startsWith(IPV6_TAG);
        return read(tagged ? inner.substring(IPV6_TAG.length()) : inner);
    }
}
