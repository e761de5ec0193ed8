package org.sluicemta.gateway.connection;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.sluicemta.egress.EgressSource;
import org.sluicemta.egress.SiteTimeouts;
import org.sluicemta.egress.TlsPolicy;
import org.sluicemta.gateway.wire.SmtpWire;
import org.sluicemta.response.Phase;
import org.sluicemta.response.ResponseClass;

/** Opens connections: TCP from the source's address, then the SMTP opening ({@link Opening}). Thread-safe. */
public final class ConnectionOpener {
    private final EventLoopGroup loops;
    private final TlsContexts tlsContexts;

    public ConnectionOpener(EventLoopGroup loops, TlsContexts tlsContexts) {
        this.loops = loops;
        this.tlsContexts = tlsContexts;
    }

    /**
     * Opens a connection to one address. Fails with {@link FaultException} or {@link MissingSourceException}.
     *
     * @param tls what this connection must be; a destination's policy, or less after a failed handshake
     */
    CompletableFuture<SmtpConnection> open(
            RemoteAddress remote, EgressSource source, Destination destination, TlsPolicy tls, SiteTimeouts timeouts) {
        CompletableFuture<SmtpConnection> opened = new CompletableFuture<>();
        AtomicReference<SmtpWire> wire = new AtomicReference<>();
        ChannelFuture connecting = connect(remote, source, timeouts, wire);
        Channel channel = connecting.channel();
        connecting.addListener(done -> {
            if (!done.isSuccess()) {
                opened.completeExceptionally(refused(done.cause(), source, remote));
                return;
            }
            SmtpWire talk = Objects.requireNonNull(wire.get());
            new Opening(talk, channel, tlsContexts, remote, source, destination, tls, timeouts).run(opened);
        });
        return opened;
    }

    private ChannelFuture connect(
            RemoteAddress remote, EgressSource source, SiteTimeouts timeouts, AtomicReference<SmtpWire> wire) {
        Bootstrap bootstrap = new Bootstrap()
                .group(loops)
                .channel(NioSocketChannel.class)
                .option(
                        ChannelOption.CONNECT_TIMEOUT_MILLIS,
                        Math.toIntExact(timeouts.connect().toMillis()))
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        wire.set(new SmtpWire(channel, timeouts.greeting()));
                    }
                });
        InetAddress local = source.address();
        return local == null
                ? bootstrap.connect(remote.socketAddress())
                : bootstrap.connect(remote.socketAddress(), new InetSocketAddress(local, 0));
    }

    /** Netty wraps it to name the other side. */
    private static boolean isOfBind(@Nullable Throwable cause) {
        return cause != null && (cause instanceof BindException || isOfBind(cause.getCause()));
    }

    private static Exception refused(@Nullable Throwable cause, EgressSource source, RemoteAddress remote) {
        InetAddress local = source.address();
        // The system says the same when all ports of the address are in use.
        if (local != null && isOfBind(cause) && !MissingSources.isBindable(local)) {
            return new MissingSourceException(source);
        }
        String why = cause == null || cause.getMessage() == null ? "no connection" : cause.getMessage();
        ResponseClass known =
                cause instanceof ConnectTimeoutException ? ResponseClass.TIME_OUT : ResponseClass.CONNECTION_FAILED;
        return new FaultException(Fault.own(Phase.CONNECT, known, 451, "4.4.1", "Cannot connect: " + why)
                .at(source.id(), remote));
    }
}
