package org.sluicemta.egress;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * A proxy that a source's connections go through, because the address they leave from is the proxy's.
 *
 * @param at its address and port, resolved
 * @param credential user and password, each 1 to 255 characters of ASCII (RFC 1929); null if it asks for none, and with {@link
 *     Protocol#PROXY_V2}, which has none
 */
public record SourceProxy(
        Protocol protocol, InetSocketAddress at, @Nullable NextHopCredential credential) {
    /** How the proxy is told where to connect to. */
    public enum Protocol {
        /** RFC 1928. */
        SOCKS5,
        /**
         * A header before the conversation, as HAProxy has it (proxy-protocol.txt, section 2.2): the source's address, and that
         * of the remote server.
         */
        PROXY_V2
    }

    public SourceProxy {
        if (at.isUnresolved()) {
            throw new IllegalArgumentException("a proxy needs an address, got " + at);
        }
    }
}
