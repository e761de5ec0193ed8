package org.sluicemta.gateway.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.sluicemta.egress.SiteTimeouts;
import org.sluicemta.gateway.wire.WireException.Kind;
import org.sluicemta.mail.MessageContent;

/**
 * Writes the content of one message and its final dot, after a 354. Content in memory is written at once on the event
 * loop. Any other content is read on a virtual thread, because reading may block, never more than a few blocks ahead of
 * the network. If the content can't be read to its end, the connection is closed without the final dot, so no server
 * takes half a message for a whole one.
 *
 * <p>The server has a timeout to accept each block, and another one to reply after the final dot.
 */
public final class ContentWriter {
    private static final int IN_ONE_GO = 256 * 1024;
    private static final int BLOCK = 32 * 1024;
    private static final int BLOCKS_AHEAD = 4;

    private final SmtpWire wire;
    private final MessageContent content;
    private final SiteTimeouts timeouts;
    private final DotStuffer stuffer = new DotStuffer();
    private final Semaphore ahead = new Semaphore(BLOCKS_AHEAD);
    private final CompletableFuture<ServerReply> answer = new CompletableFuture<>();
    private volatile boolean over;
    private boolean dotWritten;

    public ContentWriter(SmtpWire wire, MessageContent content, SiteTimeouts timeouts) {
        this.wire = wire;
        this.content = content;
        this.timeouts = timeouts;
    }

    /** Whether the final dot was sent, so the server may have the message even without a reply. Event loop. */
    public boolean mayHaveArrived() {
        return dotWritten;
    }

    /**
     * Writes the content once, and completes with the reply to the final dot. A refusal before the final dot completes
     * it too, and closes the connection. Any other reply before the final dot is a protocol error. Event loop.
     */
    public CompletableFuture<ServerReply> write() {
        wire.expect(timeouts.block()).whenComplete((reply, fault) -> {
            over = true;
            ahead.release();
            if (reply == null) {
                answer.completeExceptionally(fault);
            } else {
                answered(reply);
            }
        });
        Optional<List<ByteBuffer>> parts = content.size() <= IN_ONE_GO ? content.inMemory() : Optional.empty();
        parts.ifPresentOrElse(
                this::writeAll, () -> Thread.ofVirtual().name("gateway-content").start(this::pump));
        return answer;
    }

    private void writeAll(List<ByteBuffer> parts) {
        ByteBuf out = wire.channel().alloc().directBuffer(DotStuffer.roomFor(Math.toIntExact(content.size())));
        parts.forEach(part -> stuffer.stuff(part.array(), part.arrayOffset() + part.position(), part.remaining(), out));
        writeEnd(out);
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
            byte[] block = new byte[BLOCK];
            for (int n = in.readNBytes(block, 0, BLOCK); n > 0 && !over; n = in.readNBytes(block, 0, BLOCK)) {
                ByteBuf out = wire.channel().alloc().directBuffer(DotStuffer.roomFor(n));
                stuffer.stuff(block, 0, n, out);
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
        blockWritten(done);
    }

    private void blockWritten(ChannelFuture done) {
        if (done.isSuccess()) {
            wire.restartTimeout(timeouts.block()); // RFC 5321 section 4.5.3.2.5: for each block
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
        while (out.readableBytes() > BLOCK) {
            wire.write(out.readRetainedSlice(BLOCK)).addListener(done -> blockWritten((ChannelFuture) done));
        }
        wire.writeOut(out).addListener(done -> {
            dotWritten = done.isSuccess();
            if (dotWritten) {
                wire.dotSent();
                wire.restartTimeout(timeouts.endOfData());
            }
        });
    }
}
