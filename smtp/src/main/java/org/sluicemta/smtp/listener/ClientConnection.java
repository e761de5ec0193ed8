package org.sluicemta.smtp.listener;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.smtp.session.SmtpSession;

/**
 * One client connection, from the PROXY header and TLS to its end. Its {@link Conversation} handles the dialogue.
 * Everything runs on the channel's event loop. A waiting client costs its session object and one timer, but no buffer
 * and no thread.
 */
final class ClientConnection extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(ClientConnection.class);

    private final SmtpSession session;
    private final ListenerContext listener;
    private @Nullable Conversation conversation;

    ClientConnection(SmtpSession session, ListenerContext listener) {
        this.session = session;
        this.listener = listener;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        conversation = listener.conversations().begin(ctx, session, listener);
        listener.connections().opened(ctx, this);
        if (!listener.waitsForProxy()) {
            begin(ctx);
        }
        ctx.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof HAProxyMessage proxied) {
            proxied(ctx, proxied);
        } else {
            conversation().received((ByteBuf) message);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake && handshake.isSuccess()) {
            conversation().tlsStarted(Encryption.of(ctx, listener.clientTrust()));
        }
        ctx.fireUserEventTriggered(event);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (ctx.channel().isWritable()) {
            conversation().writable();
        }
        ctx.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        conversation().ended();
        listener.connections().closed(ctx, session.listener());
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (PeerFault.is(cause)) {
            LOG.debug("Connection from {} ended: {}", session.client().getHostAddress(), cause.toString());
        } else {
            LOG.error("Connection from {} ended by an error", session.client().getHostAddress(), cause);
        }
        ctx.close();
    }

    /** Shortens the time limit of a silent client. Any thread. */
    void hurry(ChannelHandlerContext ctx) {
        ctx.executor().execute(() -> conversation().hurry());
    }

    /** Ends the session as soon as there is no open transaction. Any thread. */
    void stop(ChannelHandlerContext ctx) {
        ctx.executor().execute(() -> {
            if (session.greeted()) {
                conversation().stop();
            } else {
                ctx.close();
            }
        });
    }

    private void proxied(ChannelHandlerContext ctx, HAProxyMessage message) {
        try {
            listener.realClient(message).ifPresent(session::client);
            if (listener.hidesClient(message)) {
                session.clientIsUnknown();
            }
        } finally {
            message.release();
        }
        begin(ctx);
    }

    /** The real client is known. */
    private void begin(ChannelHandlerContext ctx) {
        if (!listener.waitsForTls()) {
            conversation().arrive();
        } else if (!conversation().mayShakeHands()) {
            // Bypasses TLS, which would wait for its handshake before closing.
            ctx.pipeline().firstContext().close();
        }
    }

    private Conversation conversation() {
        Conversation open = conversation;
        if (open == null) {
            throw new IllegalStateException("the channel is not active");
        }
        return open;
    }
}
