package org.sluicemta.smtp.listener;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.sluicemta.listener.ListenerSettings;
import org.sluicemta.settings.Endpoint;
import org.sluicemta.settings.ListenFailure;
import org.sluicemta.smtp.chain.ChainPool;
import org.sluicemta.smtp.metrics.FrontDoorMetrics;
import org.sluicemta.smtp.policy.ClientRates;
import org.sluicemta.smtp.tls.ServerTls;

/** One {@code <smtpserver>}: its certificate, its sockets and their connections. */
public final class SmtpListener {
    /** More than Postfix's tcp_backlog would be with net.core.somaxconn at its old default. */
    private static final int LEAST_BACKLOG = 511;

    private final ListenerSettings settings;
    private final Conversations conversations;
    private final FrontDoorMetrics metrics;
    private final EventLoopGroup loops;
    private final Executor workers;
    private final ChainPool chains;
    private final ClientConnections connections;
    private final List<Channel> bound = new ArrayList<>();

    public SmtpListener(
            ListenerSettings settings,
            Conversations conversations,
            FrontDoorMetrics metrics,
            EventLoopGroup loops,
            Executor workers,
            ChainPool chains) {
        this.settings = settings;
        this.conversations = conversations;
        this.metrics = metrics;
        this.loops = loops;
        this.workers = workers;
        this.chains = chains;
        this.connections =
                new ClientConnections(new ClientRates(settings.limits().connectionsPerMinute()));
        metrics.show(settings.name(), connections::size);
    }

    public ListenerSettings settings() {
        return settings;
    }

    /**
     * Loads the certificate and opens the sockets.
     *
     * @throws IOException when that fails; names the listener
     */
    public synchronized void start() throws IOException {
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, Math.max(settings.backlog(), LEAST_BACKLOG))
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childHandler(channelSetup(tls()));
        for (InetSocketAddress address : settings.addresses()) {
            try {
                bound.add(bootstrap.bind(address).sync().channel());
            } catch (Exception e) { // Netty throws whatever bind threw, checked or not
                unbind();
                throw new ListenFailure(
                        "listener " + settings.name(), new Endpoint(address.getHostString(), address.getPort()), e);
            }
        }
    }

    private @Nullable ServerTls tls() throws IOException {
        if (settings.tlsSettings().isEmpty()) {
            return null;
        }
        try {
            return new ServerTls(settings.tlsSettings().get(), System::nanoTime);
        } catch (GeneralSecurityException e) {
            throw new IOException("listener " + settings.name() + " cannot start: " + e.getMessage(), e);
        }
    }

    private ChannelInitializer<SocketChannel> channelSetup(@Nullable ServerTls tls) {
        return new ChannelSetup(
                new ListenerContext(settings, connections, conversations, workers, chains, tls), metrics);
    }

    /** Stops in two steps: first no new connections, then transactions in flight get the given time. */
    public void stop(Duration bound) throws InterruptedException {
        unbind();
        connections.drain(bound);
    }

    private synchronized void unbind() {
        bound.forEach(channel -> channel.close().syncUninterruptibly());
        bound.clear();
    }

    /** Actual addresses and ports; empty before the start and after the stop. */
    public synchronized List<InetSocketAddress> addresses() {
        return bound.stream()
                .map(channel -> (InetSocketAddress) channel.localAddress())
                .toList();
    }
}
