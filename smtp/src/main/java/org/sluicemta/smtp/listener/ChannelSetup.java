package org.sluicemta.smtp.listener;

import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import java.net.InetAddress;
import org.sluicemta.smtp.policy.ClientRates;
import org.sluicemta.smtp.session.Door;
import org.sluicemta.smtp.session.SmtpSession;
import org.sluicemta.smtp.tls.RenegotiationGuard;

/** Sets a new connection up: the PROXY header where one is due, TLS where it comes first, then the session. */
final class ChannelSetup extends ChannelInitializer<SocketChannel> {
    private final ListenerSettings listener;
    private final Door door;
    private final Surroundings surroundings;
    private final ClientRates messageRates;

    ChannelSetup(ListenerSettings listener, Door door, Surroundings surroundings) {
        this.listener = listener;
        this.door = door;
        this.surroundings = surroundings;
        this.messageRates = new ClientRates(listener.limits().messagesPerMinute());
    }

    @Override
    protected void initChannel(SocketChannel channel) {
        InetAddress peer = channel.remoteAddress().getAddress();
        boolean behindProxy = surroundings.waitsForProxy();
        if (behindProxy && listener.proxies().stream().noneMatch(range -> range.contains(peer))) {
            channel.close(); // only named proxies may say who the client is, and only through them is this listener
            // open
            return;
        }
        if (behindProxy) {
            channel.pipeline().addLast(new HAProxyMessageDecoder());
        }
        if (surroundings.waitsForTls()) {
            channel.pipeline().addLast(new RenegotiationGuard(), surroundings.handler(channel.alloc()));
        }
        channel.pipeline()
                .addLast(new SmtpConnection(new SmtpSession(listener, door, messageRates, peer), surroundings));
    }
}
