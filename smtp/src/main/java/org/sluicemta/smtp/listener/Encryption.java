package org.sluicemta.smtp.listener;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.SslHandler;
import org.sluicemta.smtp.tls.ClientTrust;
import org.sluicemta.smtp.tls.TlsSession;

/** Reads what a TLS handshake agreed on. */
final class Encryption {
    private Encryption() {}

    static TlsSession of(ChannelHandlerContext ctx, ClientTrust clients) {
        SslHandler handler = ctx.pipeline().get(SslHandler.class);
        if (handler == null) {
            throw new IllegalStateException("no TLS on this channel");
        }
        return new TlsSession(handler.engine().getSession(), clients);
    }
}
