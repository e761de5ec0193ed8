package org.sluicemta.gateway.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslHandler;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.sluicemta.gateway.wire.WireException.Kind;

/**
 * One SMTP conversation. Commands may be written before earlier replies have arrived. Each reply completes the oldest
 * waiting future, on the event loop. When the conversation breaks, every waiting future fails with the same {@link
 * WireException}, in order. Methods must be called on the event loop unless they say otherwise.
 */
public final class SmtpWire extends ChannelInboundHandlerAdapter {
    /** A pending reply, and how long the server may take once it's the next one. */
    private record PendingReply(CompletableFuture<ServerReply> reply, Duration timeout) {}

    private final Channel channel;
    private final ReplyDecoder decoder = new ReplyDecoder();
    private final Deque<PendingReply> waiting = new ArrayDeque<>();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private final Deadline deadline;
    private final CompletableFuture<ServerReply> greeting;
    private volatile @Nullable WireException broken;
    private boolean quitting;
    /** The final dot went out, and its answer isn't there yet: the server may have the message. */
    private boolean dotSent;

    /**
     * Adds itself to a channel that isn't connected yet and expects the greeting from then on, because it may arrive
     * before the connection is reported.
     *
     * @param greetingTimeout counted from when the socket is open
     */
    public SmtpWire(Channel channel, Duration greetingTimeout) {
        this.channel = channel;
        this.deadline = new Deadline(channel, System::nanoTime);
        channel.pipeline().addLast(decoder, this);
        this.greeting = new CompletableFuture<>();
        waiting.add(new PendingReply(greeting, greetingTimeout));
    }

    /** The server's greeting; may already have completed or failed. */
    public CompletableFuture<ServerReply> greeting() {
        return greeting;
    }

    /** Any thread. */
    public EventLoop loop() {
        return channel.eventLoop();
    }

    /** Any thread. */
    public boolean isOpen() {
        return broken == null && channel.isActive();
    }

    /** Completes when the channel is closed, whoever closed it. Any thread. */
    public CompletableFuture<Void> closed() {
        return closed;
    }

    Channel channel() {
        return channel;
    }

    /** Expects a reply to the content rather than to a command. {@link #restartTimeout} sets its timeout. */
    CompletableFuture<ServerReply> expect(Duration timeout) {
        CompletableFuture<ServerReply> reply = new CompletableFuture<>();
        WireException over = broken;
        if (over != null) {
            reply.completeExceptionally(over);
            return reply;
        }
        waiting.add(new PendingReply(reply, timeout));
        if (waiting.size() == 1) {
            restartTimeout(timeout);
        }
        return reply;
    }

    /**
     * Writes a command without flushing it. The caller guarantees that the line has no CR or LF.
     *
     * @param timeout for its reply, counted from the reply before it
     */
    public CompletableFuture<ServerReply> command(String line, Duration timeout) {
        if (line.indexOf('\r') >= 0 || line.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("a command is one line");
        }
        CompletableFuture<ServerReply> reply = expect(timeout);
        if (broken == null) {
            channel.write(line(line), channel.voidPromise());
        }
        return reply;
    }

    private ByteBuf line(String text) {
        return ByteBufUtil.writeUtf8(channel.alloc(), text + "\r\n");
    }

    /** Writes a command and flushes. */
    public CompletableFuture<ServerReply> send(String line, Duration timeout) {
        CompletableFuture<ServerReply> reply = command(line, timeout);
        flush();
        return reply;
    }

    public void flush() {
        channel.flush();
    }

    /** Whether octets have arrived without a pending reply. */
    public boolean hasUnread() {
        return decoder.hasUnread();
    }

    /** Adds TLS below the conversation. */
    public void encrypt(SslHandler handler) {
        channel.pipeline().addFirst(handler);
    }

    /** Runs the action on the event loop if nothing is written for this long; cancelled by the next command. */
    public void whenIdleFor(Duration timeout, Runnable action) {
        deadline.set(timeout, action);
    }

    /** Gives the server this long, from now, for the pending reply. Does nothing if none is pending. */
    void restartTimeout(Duration timeout) {
        if (waiting.isEmpty()) {
            return;
        }
        deadline.set(
                timeout, () -> fail(new WireException(Kind.TIME_OUT, "No reply within " + timeout.toSeconds() + " s")));
    }

    /** Ends the conversation with QUIT, and closes the channel at the reply or after the bound. */
    public void quit(Duration bound) {
        quitting = true;
        send("QUIT", bound).whenComplete((reply, fault) -> channel.close());
    }

    /** Ends the conversation without waiting for the reply to QUIT. Any thread. */
    public void leave() {
        loop().execute(() -> {
            if (!quitting) {
                quitting = true;
                channel.write(line("QUIT"), channel.voidPromise());
            }
            channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        });
    }

    /** Ends the conversation unless a message is in progress that the server may have accepted. Any thread. */
    public void cut() {
        loop().execute(() -> {
            if (!dotSent && !quitting) {
                fail(new WireException(Kind.STOPPED, "This server is stopping"));
            }
        });
    }

    /** The server may have the message from now on. */
    void dotSent() {
        dotSent = !waiting.isEmpty();
    }

    /** Ends the conversation at once; waiting futures fail as lost. Any thread. */
    public void close() {
        channel.close();
    }

    /** Breaks the conversation for a reason found outside. */
    public void fail(WireException fault) {
        if (broken == null) {
            broken = fault;
        }
        channel.close();
        failWaiting(broken);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        PendingReply pending = waiting.peek();
        if (pending != null) {
            restartTimeout(pending.timeout());
        }
        context.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ServerReply reply = (ServerReply) message;
        PendingReply pending = waiting.poll();
        dotSent = false;
        if (pending == null) {
            // No reply was pending, so the server says goodbye (421) or is out of step. Either way it's over.
            fail(goodbye(reply));
            return;
        }
        if (reply.isClosing()) {
            // RFC 5321 section 3.8: it is over, though some servers forget to close.
            broken = goodbye(reply);
            channel.close();
            pending.reply().complete(reply);
            fail(broken);
            return;
        }
        PendingReply next = waiting.peek();
        if (next == null) {
            deadline.clear();
        } else {
            restartTimeout(next.timeout());
        }
        pending.reply().complete(reply);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        deadline.end();
        fail(new WireException(Kind.LOST, "Connection lost"));
        closed.complete(null);
    }

    private static WireException goodbye(ServerReply reply) {
        return reply.isClosing()
                ? WireException.goodbye(reply)
                : new WireException(Kind.LOST, "Connection lost; remote server last said: " + reply);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        Throwable inner = cause instanceof DecoderException && cause.getCause() != null ? cause.getCause() : cause;
        fail(
                inner instanceof WireException fault
                        ? fault
                        : new WireException(Kind.LOST, "Connection lost: " + WireLoops.reason(inner)));
    }

    private void failWaiting(WireException fault) {
        for (PendingReply pending = waiting.poll(); pending != null; pending = waiting.poll()) {
            pending.reply().completeExceptionally(fault);
        }
    }

    /** Doesn't flush. Completes when it's written out, or fails. */
    ChannelFuture write(ByteBuf octets) {
        return channel.write(octets);
    }

    /** Completes when it is written out, or fails. */
    ChannelFuture writeOut(ByteBuf octets) {
        return channel.writeAndFlush(octets);
    }
}
