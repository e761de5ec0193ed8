package org.sluicemta.smtp.listener;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import org.jspecify.annotations.Nullable;
import org.sluicemta.smtp.reply.Reply;

/** Replies that are sent together, so that those to pipelined commands share a packet. Holds no buffer while empty. */
final class PendingReplies {
    private static final int INITIAL_OCTETS = 256;
    private static final int MANY = 16 * 1024;

    private final ChannelHandlerContext ctx;
    private @Nullable ByteBuf buffer;

    PendingReplies(ChannelHandlerContext ctx) {
        this.ctx = ctx;
    }

    void add(Reply reply) {
        ByteBuf out = buffer;
        if (out == null) {
            out = ctx.alloc().buffer(INITIAL_OCTETS);
            buffer = out;
        }
        reply.writeTo(out);
    }

    /** Sent octets count for whether the channel is writable. */
    void flushWhenMany() {
        if (buffer != null && buffer.readableBytes() >= MANY) {
            flush();
        }
    }

    void flush() {
        ByteBuf out = buffer;
        if (out != null) {
            buffer = null;
            ctx.writeAndFlush(out, ctx.voidPromise());
        }
    }

    /** @param beforeTheEnd runs when all is sent, before the client can see the end of the connection */
    void flushAndClose(Runnable beforeTheEnd) {
        ByteBuf out = buffer;
        buffer = null;
        ctx.writeAndFlush(out == null ? Unpooled.EMPTY_BUFFER : out).addListener(sent -> {
            beforeTheEnd.run();
            ctx.channel().close();
        });
    }

    void drop() {
        ByteBuf out = buffer;
        buffer = null;
        if (out != null) {
            out.release();
        }
    }
}
