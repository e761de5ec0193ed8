package org.sluicemta.gateway.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.sluicemta.gateway.wire.WireException.Kind;
import org.sluicemta.mail.BytesContent;
import org.sluicemta.mail.MessageContent;

/**
 * Writes the content of one message and its final dot, after a 354. Content in memory goes out in one piece from the
 * event loop; any other is read on a virtual thread, since reading may block, never more than a few pieces ahead of the
 * network. When the content cannot be read to its end the connection is closed without the final dot, so that no server
 * takes half a message for a whole one.
 */
public final class ContentWriter {
    private static final int IN_ONE_PIECE = 256 * 1024;
    private static final int PIECE = 32 * 1024;
    private static final int PIECES_AHEAD = 4;

    private final SmtpWire wire;
    private final MessageContent content;
    private final DotStuffer stuffer = new DotStuffer();
    private final Semaphore ahead = new Semaphore(PIECES_AHEAD);
    private final CompletableFuture<ServerReply> answer = new CompletableFuture<>();
    private volatile boolean over;
    private boolean dotWritten;

    public ContentWriter(SmtpWire wire, MessageContent content) {
        this.wire = wire;
        this.content = content;
    }

    /** Whether the final dot went out, so that the server may have the message though it said nothing. Event loop. */
    public boolean mayHaveArrived() {
        return dotWritten;
    }

    /**
     * Writes, once; completes with the reply to the final dot. A refusal that comes before the final dot completes it too,
     * and closes the connection; anything else before the final dot breaks the protocol. Event loop.
     */
    public CompletableFuture<ServerReply> write() {
        wire.expect().whenComplete((reply, fault) -> {
            over = true;
            ahead.release();
            if (reply == null) {
                answer.completeExceptionally(fault);
            } else {
                answered(reply);
            }
        });
        if (content instanceof BytesContent bytes && bytes.size() <= IN_ONE_PIECE) {
            ByteBuf out = wire.channel().alloc().directBuffer(DotStuffer.roomFor(bytes.array().length));
            stuffer.stuff(bytes.array(), 0, bytes.array().length, out);
            writeEnd(out);
        } else {
            Thread.ofVirtual().name("gateway-content").start(this::pump);
        }
        return answer;
    }

    private void answered(ServerReply reply) {
        if (dotWritten) {
            answer.complete(reply);
            return;
        }
        WireException early =
                new WireException(Kind.PROTOCOL, "Remote server answered before the end of the content: " + reply);
        if (reply.code() >= 400) {
            answer.complete(reply);
        } else {
            answer.completeExceptionally(early);
        }
        wire.fail(early);
    }

    private void pump() {
        try (InputStream in = content.open()) {
            byte[] piece = new byte[PIECE];
            for (int n = in.readNBytes(piece, 0, PIECE); n > 0 && !over; n = in.readNBytes(piece, 0, PIECE)) {
                ByteBuf out = wire.channel().alloc().directBuffer(DotStuffer.roomFor(n));
                stuffer.stuff(piece, 0, n, out);
                ahead.acquire();
                wire.writeOut(out).addListener(done -> written((ChannelFuture) done));
            }
            if (!over) {
                ByteBuf end = wire.channel().alloc().directBuffer();
                wire.loop().execute(() -> writeEnd(end));
            }
        } catch (IOException e) {
            breakOff("Content cannot be read: " + e.getMessage());
        } catch (InterruptedException e) {
            breakOff("Interrupted while sending content");
        } catch (RuntimeException e) {
            breakOff("Content cannot be read: " + e);
        }
    }

    private void written(ChannelFuture done) {
        ahead.release();
        if (done.isSuccess()) {
            wire.progressed();
        } else {
            over = true;
        }
    }

    private void breakOff(String text) {
        over = true;
        wire.loop().execute(() -> wire.fail(new WireException(Kind.CONTENT, text)));
    }

    private void writeEnd(ByteBuf out) {
        stuffer.finish(out);
        wire.writeOut(out).addListener(done -> {
            dotWritten = done.isSuccess();
            if (dotWritten) {
                wire.progressed();
            }
        });
    }
}
