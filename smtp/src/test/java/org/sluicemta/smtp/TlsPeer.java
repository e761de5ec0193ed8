package org.sluicemta.smtp;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import javax.net.ssl.SSLException;

/** A client's side of TLS, for channels in memory. Believes every certificate. */
final class TlsPeer {
    private static final SslContext CONTEXT = context();

    private TlsPeer() {}

    static SslHandler handler() {
        return CONTEXT.newHandler(UnpooledByteBufAllocator.DEFAULT);
    }

    private static SslContext context() {
        try {
            return SslContextBuilder.forClient()
                    .sslProvider(SslProvider.JDK)
                    .trustManager(InsecureTrustManagerFactory.INSTANCE)
                    .build();
        } catch (SSLException e) {
            throw new IllegalStateException("a client needs nothing to begin TLS", e);
        }
    }
}
