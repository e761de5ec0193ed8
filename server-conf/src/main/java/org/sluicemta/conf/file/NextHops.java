package org.sluicemta.conf.file;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sluicemta.conf.xml.ElementReader;
import org.sluicemta.conf.xml.ValueType;
import org.sluicemta.conf.xml.ValueTypes;
import org.sluicemta.egress.NextHop;
import org.sluicemta.egress.NextHopCredential;
import org.sluicemta.egress.TlsClient;
import org.sluicemta.egress.TlsPolicy;

/** Reads {@code <next-hop>} and {@code <relay-host>}: where mail goes instead of the recipient domain's MX. */
final class NextHops {
    private record HostAndPort(String host, int port) {}

    private static final ValueType<HostAndPort> HOST_AND_PORT = new ValueType<>(
            "host:port such as relay.example.org:587, 192.0.2.1:25 or [2001:db8::1]:25", NextHops::hostAndPort);

    private NextHops() {}

    static NextHop of(ElementReader hop, Path home) {
        HostAndPort at = hop.required(
                "host", HOST_AND_PORT, new HostAndPort("localhost", 25), "host:port; used without MX lookup.");
        return nextHop(hop, at, home);
    }

    /** Empty when no host is given: mail then goes to the recipients' MX. */
    static Optional<NextHop> relayHost(ElementReader hop, Path home) {
        Optional<HostAndPort> at = hop.optional("host", HOST_AND_PORT, "host:port; if empty, MX records are used.");
        NextHop next = nextHop(hop, at.orElse(new HostAndPort("localhost", 25)), home);
        return at.map(given -> next);
    }

    private static NextHop nextHop(ElementReader hop, HostAndPort at, Path home) {
        TlsPolicy tls = hop.attribute(
                "tls", ValueTypes.oneOf(TlsPolicy.class), TlsPolicy.OPPORTUNISTIC, "What the connection must be.");
        return new NextHop(
                at.host(), at.port(), credential(hop), tls, TlsClientElement.read(hop, home, tls, TlsClient.DEFAULTS));
    }

    private static @Nullable NextHopCredential credential(ElementReader hop) {
        Optional<String> user = hop.optional("user", ValueTypes.TEXT, "User name for AUTH.");
        String password = hop.secret("password", "Password for AUTH; better from the environment.");
        if (user.isEmpty() && password == null) {
            return null;
        }
        if (user.isEmpty() || password == null) {
            hop.problem(
                    "user and password belong together, got only " + (password == null ? "a user" : "a password"),
                    "Give both or neither");
            return null;
        }
        return new NextHopCredential(user.get(), password);
    }

    private static HostAndPort hostAndPort(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? text : text.substring(0, colon);
        int port = colon < 0 ? 25 : ValueTypes.integer(1, 65535).parse().apply(text.substring(colon + 1));
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        return new HostAndPort(ValueTypes.HOST.parse().apply(bare), port);
    }
}
