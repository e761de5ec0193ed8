package org.sluicemta.smtp.listener;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.protocols.lib.handler.HandlersPackage;
import org.apache.james.smtpserver.netty.SMTPServer;
import org.apache.james.smtpserver.netty.SmtpMetricsImpl;
import org.jspecify.annotations.Nullable;
import org.sluicemta.settings.Endpoint;
import org.sluicemta.settings.ListenFailure;
import org.sluicemta.smtp.chain.ChainPool;
import org.sluicemta.smtp.policy.ClientRates;
import org.sluicemta.smtp.session.Door;
import org.sluicemta.smtp.tls.ServerTls;

/**
 * A James SMTP server with our own network side: James reads its configuration and shows it over JMX, binding, framing,
 * commands and stopping are ours.
 */
public final class SmtpListener extends SMTPServer {
    private final ListenerSettings settings;
    private final Door door;
    private final EventLoopGroup loops;
    private final Executor workers;
    private final ChainPool chains;
    private final Connections connections;
    private final List<Channel> bound = new ArrayList<>();
    private @Nullable ServerTls tls;
    private @Nullable ObjectName registered;

    public SmtpListener(
            ListenerSettings settings,
            Door door,
            EventLoopGroup loops,
            Executor workers,
            ChainPool chains,
            MetricFactory metrics) {
        super(new SmtpMetricsImpl(metrics));
        this.settings = settings;
        this.door = door;
        this.loops = loops;
        this.workers = workers;
        this.chains = chains;
        this.connections = new Connections(new ClientRates(settings.limits().connectionsPerMinute()));
        door.metrics().show(settings.name(), connections::size);
    }

    public ListenerSettings settings() {
        return settings;
    }

    @Override
    public String getHelloName() {
        return door.hostName();
    }

    /** Loads the certificate. */
    @Override
    protected void buildSSLContext() throws IOException, GeneralSecurityException {
        if (settings.tlsSettings().isPresent()) {
            tls = new ServerTls(settings.tlsSettings().get(), System::nanoTime);
        }
    }

    @Override
    public synchronized void bind() throws IOException, InterruptedException {
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, Math.max(getBacklog(), 511))
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childHandler(channelSetup());
        for (InetSocketAddress address : settings.addresses()) {
            try {
                bound.add(bootstrap.bind(address).sync().channel());
            } catch (Exception e) { // Netty throws what bind threw, checked or not
                throw new ListenFailure(
                        "listener " + settings.name(), new Endpoint(address.getHostString(), address.getPort()), e);
            }
        }
    }

    private ChannelInitializer<SocketChannel> channelSetup() {
        return new ChannelSetup(settings, door, new Surroundings(settings, connections, workers, chains, tls));
    }

    @Override
    public synchronized void unbind() {
        bound.forEach(channel -> channel.close().syncUninterruptibly());
        bound.clear();
    }

    /** Stops in two steps: no new connections, then transactions in flight get as long as said. */
    public void stop(Duration bound) throws InterruptedException {
        unbind();
        connections.drain(bound);
        destroy();
    }

    @Override
    public synchronized boolean isBound() {
        return !bound.isEmpty();
    }

    @Override
    public synchronized List<InetSocketAddress> getListenAddresses() {
        return bound.stream()
                .map(channel -> (InetSocketAddress) channel.localAddress())
                .toList();
    }

    @Override
    protected Class<? extends HandlersPackage> getCoreHandlersPackage() {
        return OwnCommands.class;
    }

    @Override
    protected Class<? extends HandlersPackage> getJMXHandlersPackage() {
        return OwnCommands.class;
    }

    /** Open connections. */
    public int connections() {
        return connections.size();
    }

    @Override
    protected void registerMBean() {
        try {
            MBeanServer server = ManagementFactory.getPlatformMBeanServer();
            ObjectName name = new ObjectName("org.apache.james:type=server,name=" + jmxName);
            if (server.isRegistered(name)) {
                // Another server in this JVM has a listener of this name.
                name = new ObjectName(name + "-" + getPort());
            }
            server.registerMBean(this, name);
            registered = name;
        } catch (JMException e) {
            throw new IllegalStateException("listener " + settings.name() + " cannot be registered with JMX", e);
        }
    }

    @Override
    protected void unregisterMBean() {
        ObjectName name = registered;
        registered = null;
        if (name == null) {
            return;
        }
        try {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
        } catch (JMException e) {
            throw new IllegalStateException("listener " + settings.name() + " cannot be removed from JMX", e);
        }
    }
}
