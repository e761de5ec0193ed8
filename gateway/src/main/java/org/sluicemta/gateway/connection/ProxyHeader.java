package org.sluicemta.gateway.connection;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.haproxy.HAProxyCommand;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageEncoder;
import io.netty.handler.codec.haproxy.HAProxyProtocolVersion;
import io.netty.handler.codec.haproxy.HAProxyProxiedProtocol;
import io.netty.util.NetUtil;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Objects;
import org.sluicemta.egress.EgressSource;

/**
 * Begins a connection with a PROXY header of version 2 that tells the proxy which address to send from, and where to
 * (HAProxy's proxy-protocol.txt, section 2.2). Then it leaves the pipeline.
 */
final class ProxyHeader extends ChannelInboundHandlerAdapter {
    /** The proxy chooses. */
    private static final int ANY_PORT = 0;

    private final EgressSource source;
    private final RemoteAddress remote;

    /** @param source with an address of the same family as the remote one */
    ProxyHeader(EgressSource source, RemoteAddress remote) {
        this.source = source;
        this.remote = remote;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        context.pipeline().addBefore(context.name(), null, HAProxyMessageEncoder.INSTANCE);
        context.write(header(), context.voidPromise());
        context.pipeline().remove(HAProxyMessageEncoder.INSTANCE);
        context.fireChannelActive();
        context.pipeline().remove(this);
        context.flush();
    }

    private HAProxyMessage header() {
        InetAddress from = Objects.requireNonNull(source.address(), "a source behind such a proxy has an address");
        return new HAProxyMessage(
                HAProxyProtocolVersion.V2,
                HAProxyCommand.PROXY,
                from instanceof Inet4Address ? HAProxyProxiedProtocol.TCP4 : HAProxyProxiedProtocol.TCP6,
                NetUtil.toAddressString(from),
                NetUtil.toAddressString(remote.address()),
                ANY_PORT,
                remote.port());
    }
}
