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
 * @param addresses to listen on; port 0 takes a free one
 * @param backlog connections that may wait to be accepted, at least
 * @param tlsSettings keys and certificates; empty when tls is NONE
 * @param auth how clients authenticate
 * @param stream stream of the mail that comes in here, where it says one
 * @param maxMessageSize octets; 0 for no limit
 * @param timeout how long a client may be silent, or take for one command line
 * @param longestHold longest time that RFC 4865 may hold mail for; zero when that is not offered
 * @param proxies who must speak the PROXY protocol here; empty when nobody may
 * @param xclient who may speak for others with XCLIENT
 * @param bareLineEnds what a lone CR or LF in a message becomes
 * @param longLines what becomes of a line of more than 998 octets
 * @param strict whether commands must be written as RFC 5321 has them; else forms that real clients need are taken too
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
     * @param login whether they may also say who the client authenticated as
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
     * @param badCommands commands that make no sense, until 421
     * @param failedLogins until 421
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
