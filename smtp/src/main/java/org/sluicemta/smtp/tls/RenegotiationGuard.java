package org.sluicemta.smtp.tls;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a TLS 1.2 connection whose client wants to negotiate again: each time costs us a signature and the client almost
 * nothing, and nobody needs it. JSSE can only be told so for the whole JVM. Stands in front of TLS and reads the types of
 * the records (RFC 5246 section 6.2.1), which are not encrypted: after the client's ChangeCipherSpec there is one
 * handshake record, Finished, and no other. In TLS 1.3 there is no renegotiation, and encrypted records are of another
 * type; its second ClientHello after a HelloRetryRequest may be that one record.
 */
public final class RenegotiationGuard extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(RenegotiationGuard.class);
    private static final int CHANGE_CIPHER_SPEC = 20;
    private static final int HANDSHAKE = 22;

    private final RecordTypes records = new RecordTypes(this::type);
    private boolean cipherChanged;
    private int handshakesAfter;

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (!(message instanceof ByteBuf in)) {
            ctx.fireChannelRead(message); // set by a PROXY header
            return;
        }
        if (handshakesAfter <= 1) {
            records.follow(in);
        }
        if (handshakesAfter > 1) {
            LOG.debug(
                    "{} tried to renegotiate TLS; connection closed",
                    ctx.channel().remoteAddress());
            in.release();
            ctx.close();
            return;
        }
        ctx.fireChannelRead(in);
    }

    private void type(int type) {
        cipherChanged |= type == CHANGE_CIPHER_SPEC;
        if (cipherChanged && type == HANDSHAKE) {
            handshakesAfter++;
        }
    }
}
