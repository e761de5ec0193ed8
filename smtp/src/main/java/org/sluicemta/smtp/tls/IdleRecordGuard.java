package org.sluicemta.smtp.tls;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a connection whose TLS records carry no data. A client may send KeyUpdate forever (RFC 8446 section 4.6.3). Each
 * costs us new keys and a reply, but completes no command, so no session limit counts it. The same goes for empty
 * records and alerts. In TLS 1.3 the type of a record isn't visible from outside. So records are counted in front of
 * TLS and decrypted octets {@link #behind()} it. One octet offsets one record, since some clients send them one at a
 * time.
 */
public final class IdleRecordGuard extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(IdleRecordGuard.class);
    /** A handshake has a dozen records; keys are due for an update after millions. */
    private static final int MOST = 1_000;

    private final RecordTypes records = new RecordTypes(type -> idle());
    private int idle;

    private void idle() {
        idle++;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof ByteBuf in) {
            records.follow(in);
        }
        ctx.fireChannelRead(message);
    }

    /** By now TLS has passed on what was in the records. */
    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        ctx.fireChannelReadComplete();
        if (idle > MOST) {
            LOG.debug(
                    "{} keeps sending empty TLS records; connection closed",
                    ctx.channel().remoteAddress());
            ctx.close();
        }
    }

    /** Must be placed behind TLS. */
    public ChannelHandler behind() {
        return new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext ctx, Object message) {
                if (message instanceof ByteBuf plain) {
                    idle = Math.max(0, idle - plain.readableBytes());
                }
                ctx.fireChannelRead(message);
            }
        };
    }
}
