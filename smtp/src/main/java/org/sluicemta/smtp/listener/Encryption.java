package org.sluicemta.smtp.listener;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.SslHandler;
import javax.net.ssl.SSLSession;

/** What a handshake agreed on. */
final class Encryption {
    private Encryption() {}

    /** {@code TLSv1.3 TLS_AES_128_GCM_SHA256}. */
    static String describe(ChannelHandlerContext ctx) {
        SslHandler handler = ctx.pipeline().get(SslHandler.class);
        if (handler == null) {
            throw new IllegalStateException("no TLS on this channel");
        }
        SSLSession session = handler.engine().getSession();
        return session.getProtocol() + " " + session.getCipherSuite();
    }
}
