package org.sluicemta.smtp.listener;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;

/**
 * What a client sent and nobody has looked at yet. A client that pipelines more than a bound while it waits for an answer
 * is not read any more until {@link #readOn()}: its TCP window closes, and our memory does not grow. Holds no buffer while
 * it is empty.
 */
final class PendingInput {
    private static final int MOST = 64 * 1024;

    private final ChannelHandlerContext ctx;
    private ByteBuf buffer = Unpooled.EMPTY_BUFFER;
    private boolean unread;

    PendingInput(ChannelHandlerContext ctx) {
        this.ctx = ctx;
    }

    /** Takes the buffer over. */
    void add(ByteBuf more) {
        buffer = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(ctx.alloc(), buffer, more);
    }

    ByteBuf buffer() {
        return buffer;
    }

    boolean isEmpty() {
        return !buffer.isReadable();
    }

    /** Stops reading when there is too much. */
    void hold() {
        if (buffer.readableBytes() > MOST && !unread) {
            unread = true;
            ctx.channel().config().setAutoRead(false);
        }
    }

    void readOn() {
        if (unread) {
            unread = false;
            ctx.channel().config().setAutoRead(true);
        }
    }

    void drop() {
        buffer.release();
        buffer = Unpooled.EMPTY_BUFFER;
    }

    void dropIfEmpty() {
        if (isEmpty()) {
            drop();
        }
    }
}
