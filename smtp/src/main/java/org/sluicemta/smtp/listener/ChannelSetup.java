package org.sluicemta.smtp.listener;

import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import java.net.InetAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.listener.ListenerSettings;
import org.sluicemta.smtp.metrics.FrontDoorMetrics;
import org.sluicemta.smtp.policy.ClientRates;

/** Sets up a new connection: the PROXY header if one is due, implicit TLS, then the session. */
final class ChannelSetup extends ChannelInitializer<SocketChannel> {
    private static final Logger LOG = LoggerFactory.getLogger(ChannelSetup.class);
    private static final int LINES_A_MINUTE = 1;

    private final ListenerSettings listener;
    private final ListenerContext context;
    private final FrontDoorMetrics metrics;
    private final ClientRates turnedAwayLines = new ClientRates(LINES_A_MINUTE);

    ChannelSetup(ListenerContext context, FrontDoorMetrics metrics) {
        this.listener = context.listener();
        this.context = context;
        this.metrics = metrics;
    }

    /** Only configured proxies may name the client, and this listener accepts only them. */
    private void turnedAway(InetAddress peer) {
        metrics.turnedAway(listener.name());
        if (turnedAwayLines.take(peer)) {
            LOG.warn(
                    "Listener {} only accepts connections from its <proxies>; refused {}",
                    listener.name(),
                    peer.getHostAddress());
        }
    }

    @Override
    protected void initChannel(SocketChannel channel) {
        InetAddress peer = channel.remoteAddress().getAddress();
        boolean behindProxy = context.waitsForProxy();
        if (behindProxy && listener.proxies().stream().noneMatch(range -> range.contains(peer))) {
            turnedAway(peer);
            channel.close();
            return;
        }
        if (behindProxy) {
            channel.pipeline().addLast(new HAProxyMessageDecoder());
        }
        if (context.waitsForTls()) {
            channel.pipeline().addLast(context.handlers(channel.alloc()));
        }
        channel.pipeline().addLast(new ClientConnection(context.session(peer), context));
    }
}
