package org.sluicemta.smtp.listener;

import io.netty.channel.ChannelHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sluicemta.listener.AuthSettings;
import org.sluicemta.listener.AuthSettings.OverTls;
import org.sluicemta.listener.BareLineEnds;
import org.sluicemta.listener.HeaderLimits;
import org.sluicemta.listener.ListenerSettings;
import org.sluicemta.listener.ListenerSettings.Limits;
import org.sluicemta.listener.ListenerSettings.TlsMode;
import org.sluicemta.listener.LongLines;
import org.sluicemta.listener.Mechanism;
import org.sluicemta.listener.TokenSettings;
import org.sluicemta.network.IpRange;
import org.sluicemta.settings.ChainSettings;
import org.sluicemta.smtp.chain.ChainPool;
import org.sluicemta.smtp.policy.ClientRates;
import org.sluicemta.smtp.tls.ServerTls;

/** A session without a socket; its work runs on the caller's thread. */
public final class InMemoryConnection {
    private InMemoryConnection() {}

    /** Every mechanism; those for tokens find no keys. */
    public static AuthSettings auth() {
        TokenSettings tokens = new TokenSettings(
                "https://login.example.org/",
                Set.of("mail"),
                new TokenSettings.KeySet.InFile(Path.of("no-such-keys.json")),
                TokenSettings.DEFAULT_ALGORITHMS,
                TokenSettings.DEFAULT_LEEWAY,
                "sub",
                Optional.empty(),
                Optional.empty());
        return new AuthSettings(List.of(Mechanism.values()), OverTls.NONE, false, Optional.of(tokens));
    }

    /** What stands in front of the session, and what is held against its client. */
    public enum Kind {
        /** Trusted, may speak for others. */
        TRUSTED(TlsMode.NONE, List.of(), BareLineEnds.REFUSE),
        /** Trusted, on a listener that repairs line ends. */
        REPAIRING(TlsMode.NONE, List.of(), BareLineEnds.NORMALISE),
        /** Not trusted, and limited by its address. */
        STRANGER(TlsMode.NONE, List.of(), BareLineEnds.REFUSE),
        /** Behind a proxy whose header comes first. */
        PROXIED(TlsMode.NONE, List.of(IpRange.parse("127.0.0.1")), BareLineEnds.REFUSE),
        /** May begin TLS. */
        STARTTLS(TlsMode.STARTTLS, List.of(), BareLineEnds.REFUSE),
        /** Begins with TLS. */
        IMPLICIT(TlsMode.IMPLICIT, List.of(), BareLineEnds.REFUSE);

        private final ListenerSettings listener;

        Kind(TlsMode tls, List<IpRange> proxies, BareLineEnds bare) {
            this.listener = listener(tls, proxies, bare);
        }
    }

    private static final ChainPool CHAINS = new ChainPool(Runnable::run, ChainSettings.DEFAULTS, System::nanoTime);

    private static ListenerSettings listener(TlsMode tls, List<IpRange> proxies, BareLineEnds bare) {
        return new ListenerSettings(
                "smtpserver.xml:1",
                "memory",
                List.of(),
                0,
                tls,
                Optional.empty(),
                auth(),
                Optional.empty(),
                100_000,
                Duration.ofMinutes(5),
                new Limits(10, 50, 10, 0, 0, 0, 0, HeaderLimits.DEFAULTS),
                Duration.ofDays(7),
                proxies,
                new ListenerSettings.Xclient(List.of(IpRange.parse("127.0.0.0/8")), true),
                bare,
                LongLines.BREAK,
                false);
    }

    /** @param tls of the kinds that have TLS */
    public static EmbeddedChannel open(Conversations conversations, Kind kind, @Nullable ServerTls tls) {
        ListenerSettings listener = kind.listener;
        ListenerContext context = new ListenerContext(
                listener, new ClientConnections(new ClientRates(0)), conversations, Runnable::run, CHAINS, tls);
        EmbeddedChannel channel = new EmbeddedChannel(false, false, new ChannelHandler[0]);
        if (context.waitsForProxy()) {
            channel.pipeline().addLast(new HAProxyMessageDecoder());
        }
        if (context.waitsForTls()) {
            channel.pipeline().addLast(context.handlers(channel.alloc()));
        }
        InetAddress client =
                kind == Kind.STRANGER ? IpRange.parse("198.51.100.7").base() : InetAddress.getLoopbackAddress();
        channel.pipeline().addLast(new ClientConnection(context.session(client), context));
        try {
            channel.register();
        } catch (Exception e) {
            throw new IllegalStateException("a channel in memory can be opened", e);
        }
        return channel;
    }
}
