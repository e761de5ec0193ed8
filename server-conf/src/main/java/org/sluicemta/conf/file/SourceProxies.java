package org.sluicemta.conf.file;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sluicemta.conf.xml.ElementReader;
import org.sluicemta.conf.xml.ValueType;
import org.sluicemta.conf.xml.ValueTypes;
import org.sluicemta.egress.NextHopCredential;
import org.sluicemta.egress.SourceProxy;
import org.sluicemta.egress.SourceProxy.Protocol;

/** Reads the {@code <proxy>} of a source. */
final class SourceProxies {
    /** RFC 1929 section 2. */
    private static final int LONGEST = 255;

    /** No name, because proxies aren't looked up. */
    private static final ValueType<InetSocketAddress> ADDRESS_AND_PORT =
            new ValueType<>("address:port such as 192.0.2.1:1080 or [2001:db8::1]:1080", SourceProxies::addressAndPort);

    private SourceProxies() {}

    /** Empty when there is none. @param address of the source */
    static Optional<SourceProxy> of(ElementReader source, Optional<InetAddress> address) {
        return source.child("proxy", "What its connections go through, where it sends from an address of a proxy.")
                .map(proxy -> read(proxy, address));
    }

    private static SourceProxy read(ElementReader proxy, Optional<InetAddress> address) {
        Protocol protocol = proxy.required(
                "protocol",
                ValueTypes.oneOf(Protocol.class),
                Protocol.SOCKS5,
                "socks5 (RFC 1928), or proxy-v2: HAProxy's header with the addresses of the source and of the remote server.");
        InetSocketAddress at = proxy.required(
                "address",
                ADDRESS_AND_PORT,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 1080),
                "address:port of the proxy.");
        NextHopCredential credential = credential(proxy);
        if (protocol == Protocol.PROXY_V2 && address.isEmpty()) {
            proxy.problem(
                    "a source behind proxy-v2 needs an address, got none", "Write the one to send from into address");
        }
        if (protocol == Protocol.PROXY_V2 && credential != null) {
            proxy.problem("proxy-v2 has no user and password, got a user", "Take user and password out");
        }
        return new SourceProxy(protocol, at, credential);
    }

    private static @Nullable NextHopCredential credential(ElementReader proxy) {
        Optional<String> user = proxy.optional("user", ValueTypes.TEXT, "User name for socks5 (RFC 1929).");
        String password = proxy.secret("password", "Password for socks5; better from the environment.");
        if (user.isEmpty() && password == null) {
            return null;
        }
        if (user.isEmpty() || password == null) {
            proxy.problem(
                    "user and password belong together, got only " + (password == null ? "a user" : "a password"),
                    "Give both or neither");
            return null;
        }
        if (!isSendable(user.get()) || !isSendable(password)) {
            proxy.problem(
                    "user and password must be 1 to " + LONGEST + " characters of ASCII each, got "
                            + user.get().length() + " and " + password.length() + " characters",
                    "Choose other ones (RFC 1929 section 2)");
            return null;
        }
        return new NextHopCredential(user.get(), password);
    }

    /** The RFC names no charset. */
    private static boolean isSendable(String text) {
        return text.length() <= LONGEST && text.chars().allMatch(c -> c >= ' ' && c < 127);
    }

    private static InetSocketAddress addressAndPort(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException(text);
        }
        String host = text.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        if (host.indexOf(':') >= 0 && !bracketed) {
            throw new IllegalArgumentException(text);
        }
        InetAddress address = ValueTypes.ADDRESS.parse().apply(bracketed ? host.substring(1, host.length() - 1) : host);
        int port = ValueTypes.integer(1, 65535).parse().apply(text.substring(colon + 1));
        return new InetSocketAddress(address, port);
    }
}
