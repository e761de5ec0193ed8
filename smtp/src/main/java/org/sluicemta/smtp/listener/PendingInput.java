package org.sluicemta.smtp.listener;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;

/**
 * Client input that hasn't been processed yet. If a client pipelines more than a limit while it waits for a reply, it
 * isn't read until {@link #readOn()}. Its TCP window then closes and our memory doesn't grow. Holds no buffer while
 * empty.
 */
final class PendingInput {
    private static final int MOST = 64 * 1024;

    private final ChannelHandlerContext ctx;
    private ByteBuf buffer = Unpooled.EMPTY_BUFFER;
    private boolean unread;

    PendingInput(ChannelHandlerContext ctx) {
        this.ctx = ctx;
    }

    /** Takes ownership of the buffer. */
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
