package org.sluicemta.smtp.listener;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.haproxy.HAProxyCommand;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyProxiedProtocol;
import io.netty.handler.ssl.SslHandler;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.listener.ListenerSettings;
import org.sluicemta.network.IpRange;
import org.sluicemta.smtp.chain.ChainPool;
import org.sluicemta.smtp.reply.Reply;
import org.sluicemta.smtp.session.Action;
import org.sluicemta.smtp.session.SmtpSession;
import org.sluicemta.smtp.tls.ClientTrust;
import org.sluicemta.smtp.tls.IdleRecordGuard;
import org.sluicemta.smtp.tls.RenegotiationGuard;
import org.sluicemta.smtp.tls.ServerTls;

/**
 * What all connections of one listener share.
 *
 * @param workers virtual threads
 * @param chains runs mailet chains
 * @param tls the listener's certificate, or null when it has none
 */
record ListenerContext(
        ListenerSettings listener,
        ClientConnections connections,
        Conversations conversations,
        Executor workers,
        ChainPool chains,
        @Nullable ServerTls tls) {
    private static final Logger LOG = LoggerFactory.getLogger(ListenerContext.class);
    private static final long HANDSHAKE_SECONDS = 30;

    /** A session for a new client. */
    SmtpSession session(InetAddress client) {
        return new SmtpSession(listener, conversations.relaying(), client);
    }

    boolean waitsForProxy() {
        return !listener.proxies().isEmpty();
    }

    boolean waitsForTls() {
        return listener.tls() == ListenerSettings.TlsMode.IMPLICIT;
    }

    /** Puts TLS in front of everything else on the channel. */
    void encrypt(ChannelHandlerContext ctx) {
        ctx.pipeline().addFirst(handlers(ctx.alloc()));
    }

    /** Which client certificates are trusted. */
    ClientTrust clientTrust() {
        return tls == null ? ClientTrust.none() : tls.clients();
    }

    /** TLS handlers for one new handshake and its guards, in order. */
    ChannelHandler[] handlers(ByteBufAllocator allocator) {
        IdleRecordGuard idle = new IdleRecordGuard();
        return new ChannelHandler[] {new RenegotiationGuard(), idle, handler(allocator), idle.behind()};
    }

    private SslHandler handler(ByteBufAllocator allocator) {
        if (tls == null) {
            throw new IllegalStateException("listener " + listener.name() + " has no certificate");
        }
        SslHandler handler = tls.context().newHandler(allocator);
        handler.setHandshakeTimeout(
                Math.min(HANDSHAKE_SECONDS, listener.timeout().toSeconds()), TimeUnit.SECONDS);
        return handler;
    }

    /** The client a proxy represents; empty when it represents itself (LOCAL) or doesn't know (UNKNOWN). */
    Optional<InetAddress> realClient(HAProxyMessage message) {
        return message.command() == HAProxyCommand.LOCAL || hidesClient(message)
                ? Optional.empty()
                : Optional.of(IpRange.parse(message.sourceAddress()).base());
    }

    /** Whether a proxy represents a client without giving its address: UNKNOWN, UNSPEC, or a socket of its own host. */
    boolean hidesClient(HAProxyMessage message) {
        return message.command() == HAProxyCommand.PROXY
                && message.proxiedProtocol() != HAProxyProxiedProtocol.TCP4
                && message.proxiedProtocol() != HAProxyProxiedProtocol.TCP6;
    }

    /** Runs work and turns any exception into a reply, because the client waits for one. */
    static Action attempt(Callable<Action> task, Reply onError) {
        try {
            return task.call();
        } catch (Throwable e) {
            LOG.error("Command failed", e);
            return Action.say(onError);
        }
    }
}
