package org.sluicemta.gateway.connection;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A host with one of its addresses. */
public record RemoteAddress(String host, InetAddress address, int port) {
    InetSocketAddress socketAddress() {
        return new InetSocketAddress(address, port);
    }

    /** {@code 192.0.2.1:25} or {@code [2001:db8::1]:25}. */
    public String written() {
        String text = NetUtil.toAddressString(address);
        return (text.indexOf(':') >= 0 ? "[" + text + "]" : text) + ":" + port;
    }
}
