package org.sluicemta.smtp.tls;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a connection whose TLS records carry nothing. A client may send KeyUpdate without end (RFC 8446 section 4.6.3): each
 * costs us new keys and an answer, no command is ever complete, and so no limit of the session counts it. The same goes for
 * empty records and for alerts. What a record is cannot be seen from outside in TLS 1.3, so records are counted in front of
 * TLS and the octets that come out are counted {@link #behind()} it: an octet makes up for a record, since some clients write
 * one at a time.
 */
public final class IdleRecordGuard extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(IdleRecordGuard.class);
    /** A handshake has a dozen; keys are due for an update after millions of records. */
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
                    "{} sends TLS records with nothing in them; connection closed",
                    ctx.channel().remoteAddress());
            ctx.close();
        }
    }

    /** Has to stand behind TLS. */
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
