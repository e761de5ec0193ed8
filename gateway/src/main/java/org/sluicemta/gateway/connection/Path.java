package org.sluicemta.gateway.connection;

import io.netty.channel.ChannelPipeline;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.sluicemta.egress.EgressSource;
import org.sluicemta.egress.SourceProxy;

/** How one channel gets to the remote server: straight, or through the proxy of its source. Used once. */
final class Path {
    private final Attempt attempt;
    private final @Nullable SourceProxy proxy;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();

    Path(Attempt attempt) {
        this.attempt = attempt;
        this.proxy = attempt.source().proxy();
    }

    /** Where the channel is connected to. */
    InetSocketAddress first() {
        return proxy == null ? attempt.remote().socketAddress() : proxy.at();
    }

    /** What it is bound to, or null if the system chooses. */
    @Nullable
    InetSocketAddress local() {
        InetAddress local = attempt.source().localAddress();
        return local == null ? null : new InetSocketAddress(local, 0);
    }

    /** Adds what the proxy needs to a channel that isn't connected. The handlers after it see none of that. */
    void addTo(ChannelPipeline pipeline) {
        if (proxy == null) {
            ready.complete(null);
            return;
        }
        switch (proxy.protocol()) {
            case SOCKS5 -> pipeline.addLast(new SocksHandshake(attempt, proxy, ready));
            case PROXY_V2 -> {
                pipeline.addLast(new ProxyHeader(attempt.source(), attempt.remote()));
                ready.complete(null);
            }
        }
    }

    /**
     * Completes when the proxy is connected to the remote server, as far as it says so; fails with {@link FaultException} or
     * {@link UnusableSourceException}.
     */
    CompletableFuture<Void> ready() {
        return ready;
    }

    /** The channel couldn't be connected to the proxy, if there is one. */
    static @Nullable UnusableSourceException notReached(EgressSource source, String why) {
        SourceProxy proxy = source.proxy();
        return proxy == null ? null : unusable(source, proxy, "can't be reached: " + why);
    }

    static UnusableSourceException unusable(EgressSource source, SourceProxy proxy, String what) {
        return new UnusableSourceException(
                source,
                "its proxy " + proxy.at().getAddress().getHostAddress() + " port "
                        + proxy.at().getPort() + " " + what);
    }
}
