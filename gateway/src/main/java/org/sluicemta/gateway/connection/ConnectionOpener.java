package org.sluicemta.gateway.connection;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoopGroup;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.sluicemta.egress.EgressSource;
import org.sluicemta.egress.SiteTimeouts;
import org.sluicemta.gateway.wire.SmtpWire;
import org.sluicemta.gateway.wire.WireLoops;
import org.sluicemta.response.Phase;
import org.sluicemta.response.ResponseClass;

/** Opens connections: TCP from the source's address, then the SMTP opening ({@link Opening}). Thread-safe. */
public final class ConnectionOpener {
    private final EventLoopGroup loops;
    private final TlsContexts tlsContexts;
    private final ConnectionLedger ledger;
    private final Set<SmtpWire> open = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    public ConnectionOpener(EventLoopGroup loops, TlsContexts tlsContexts, ConnectionLedger ledger) {
        this.loops = loops;
        this.tlsContexts = tlsContexts;
        this.ledger = ledger;
    }

    TlsContexts tlsContexts() {
        return tlsContexts;
    }

    ConnectionLedger ledger() {
        return ledger;
    }

    /** Opens a connection to one address. Fails with {@link FaultException} or {@link UnusableSourceException}. */
    CompletableFuture<SmtpConnection> open(Attempt attempt) {
        if (stopping) {
            ledger.closed(attempt.entry());
            return CompletableFuture.failedFuture(new FaultException(stopped()));
        }
        CompletableFuture<SmtpConnection> opened = new CompletableFuture<>();
        AtomicReference<SmtpWire> wire = new AtomicReference<>();
        Path path = new Path(attempt);
        ChannelFuture connecting = connect(attempt, path, wire);
        Channel channel = connecting.channel();
        channel.closeFuture().addListener(closed -> {
            ledger.closed(attempt.entry());
            SmtpWire talk = wire.get();
            if (talk != null) {
                open.remove(talk);
            }
        });
        connecting.addListener(done -> {
            if (!done.isSuccess()) {
                opened.completeExceptionally(refused(done.cause(), attempt.source(), attempt.remote()));
                return;
            }
            SmtpWire talk = Objects.requireNonNull(wire.get());
            if (stopping) {
                talk.cut();
            }
            path.ready().whenComplete((through, failure) -> {
                if (failure == null) {
                    new Opening(talk, channel, tlsContexts, attempt).run(opened);
                } else {
                    opened.completeExceptionally(failure);
                }
            });
        });
        return opened;
    }

    private ChannelFuture connect(Attempt attempt, Path path, AtomicReference<SmtpWire> wire) {
        SiteTimeouts timeouts = attempt.timeouts();
        Bootstrap bootstrap = WireLoops.bootstrap(loops)
                .option(
                        ChannelOption.CONNECT_TIMEOUT_MILLIS,
                        Math.toIntExact(timeouts.connect().toMillis()))
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        path.addTo(channel.pipeline());
                        SmtpWire made = new SmtpWire(channel, timeouts.greeting());
                        open.add(made);
                        wire.set(made);
                    }
                });
        InetSocketAddress local = path.local();
        return local == null ? bootstrap.connect(path.first()) : bootstrap.connect(path.first(), local);
    }

    /** Stops opening connections, and ends every conversation in which no message can have been accepted yet. */
    public void cut() {
        stopping = true;
        open.forEach(SmtpWire::cut);
    }

    static Fault stopped() {
        return Fault.own(Phase.CONNECT, ResponseClass.OTHER, 451, "4.3.2", "This server is stopping");
    }

    private static Exception refused(@Nullable Throwable cause, EgressSource source, RemoteAddress remote) {
        InetAddress local = source.localAddress();
        // The system reports the same error when all ports of the address are in use.
        if (local != null && WireLoops.isOfBind(cause) && !MissingSources.isBindable(local)) {
            return new UnusableSourceException(
                    source,
                    "this host has no address " + local.getHostAddress()
                            + ". Give the host the address, or take the source out");
        }
        UnusableSourceException ofProxy = Path.notReached(source, WireLoops.reason(cause));
        if (ofProxy != null) {
            return ofProxy;
        }
        ResponseClass known =
                cause instanceof ConnectTimeoutException ? ResponseClass.TIME_OUT : ResponseClass.CONNECTION_FAILED;
        return new FaultException(
                Fault.own(Phase.CONNECT, known, 451, "4.4.1", "Cannot connect: " + WireLoops.reason(cause))
                        .at(source.id(), remote));
    }
}
