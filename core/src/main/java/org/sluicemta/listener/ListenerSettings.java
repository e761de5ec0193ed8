package org.sluicemta.listener;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.sluicemta.network.IpRange;
import org.sluicemta.stream.StreamId;

/**
 * One {@code <smtpserver>} of smtpserver.xml.
 *
 * @param where file and line
 * @param name unique among the listeners
 * @param addresses to listen on; port 0 picks a free one
 * @param backlog minimum number of connections that may wait to be accepted
 * @param tlsSettings keys and certificates; empty when tls is NONE
 * @param auth how clients authenticate
 * @param stream stream of mail arriving here, if configured
 * @param maxMessageSize octets; 0 for no limit
 * @param timeout how long a client may be silent, or take for one command line
 * @param longestHold longest time RFC 4865 may hold mail for; zero when it isn't offered
 * @param proxies clients that must use the PROXY protocol; empty when nobody may
 * @param xclient who may use XCLIENT
 * @param bareLineEnds what to do with a lone CR or LF in a message
 * @param longLines what to do with a line of more than 998 octets
 * @param strict whether command syntax must follow RFC 5321; otherwise forms that real clients use are accepted too
 */
public record ListenerSettings(
        String where,
        String name,
        List<InetSocketAddress> addresses,
        int backlog,
        TlsMode tls,
        Optional<TlsSettings> tlsSettings,
        AuthSettings auth,
        Optional<StreamId> stream,
        long maxMessageSize,
        Duration timeout,
        Limits limits,
        Duration longestHold,
        List<IpRange> proxies,
        Xclient xclient,
        BareLineEnds bareLineEnds,
        LongLines longLines,
        boolean strict) {
    public ListenerSettings {
        addresses = List.copyOf(addresses);
        proxies = List.copyOf(proxies);
    }

    /**
     * @param clients who may use XCLIENT; empty when nobody may
     * @param login whether they may also pass on the client's login
     */
    public record Xclient(List<IpRange> clients, boolean login) {
        public static final Xclient NOBODY = new Xclient(List.of(), false);

        public Xclient {
            clients = List.copyOf(clients);
        }
    }

    /** How a connection becomes encrypted. */
    public enum TlsMode {
        NONE,
        /** By the STARTTLS command, RFC 3207. */
        STARTTLS,
        /** From the first octet, RFC 8314 section 3. */
        IMPLICIT
    }

    /**
     * How much a client may do.
     *
     * @param recipients of one message
     * @param badCommands bad commands before 421
     * @param failedLogins before 421
     * @param connections of all clients; 0 for no limit
     * @param connectionsPerClient of one address; 0 for no limit
     * @param connectionsPerMinute of one address (IPv6: one /64); 0 for no limit
     * @param messagesPerMinute of one address (IPv6: one /64); 0 for no limit
     * @param header of one message
     */
    public record Limits(
            int recipients,
            int badCommands,
            int failedLogins,
            int connections,
            int connectionsPerClient,
            int connectionsPerMinute,
            int messagesPerMinute,
            HeaderLimits header) {}
}
