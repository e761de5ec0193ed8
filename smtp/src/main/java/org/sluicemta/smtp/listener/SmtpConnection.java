package org.sluicemta.smtp.listener;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.smtp.command.CommandTable;
import org.sluicemta.smtp.command.ContentEnd;
import org.sluicemta.smtp.frame.CommandLines;
import org.sluicemta.smtp.frame.CommandLines.Cut;
import org.sluicemta.smtp.session.Action;
import org.sluicemta.smtp.session.Reply;
import org.sluicemta.smtp.session.SmtpSession;
import org.sluicemta.smtp.session.Transaction;

/**
 * Drives one session over its channel. Everything here runs on the channel's event loop and never blocks; work that may
 * block goes to a virtual thread, and until its result is posted back no further input is looked at, so that answers
 * come in the order of the commands. What a client pipelines meanwhile is kept up to a bound and then no longer read.
 * A client that waits costs its session object and one timer, no buffer and no thread.
 */
final class SmtpConnection extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(SmtpConnection.class);
    /** RFC 4954 section 4.5.3 allows 12288 octets for AUTH, the longest line there is. */
    private static final int LONGEST_LINE = 12_288;

    private static final int MOST_PENDING = 64 * 1024;
    private static final Reply LINE_TOO_LONG = Reply.of(500, "5.5.2", "Line too long");
    private static final Reply MALFORMED = Reply.of(500, "5.5.2", "Lines end in CRLF and hold no control characters");
    private static final Reply INTERNAL = Reply.of(451, "4.3.0", "Internal error, please try again later");
    private static final Reply STOPPING = Reply.of(421, "4.3.2", "Service is shutting down");

    private enum Mode {
        COMMAND,
        ANSWER,
        DATA,
        CHUNK,
        DISCARD,
        CLOSED
    }

    private final SmtpSession session;
    private final Surroundings surroundings;
    private final CommandLines lines = new CommandLines(LONGEST_LINE);
    private Mode mode = Mode.COMMAND;
    private boolean busy;
    private boolean greeted;
    private boolean stopping;
    private boolean unread;
    private long discarding;
    private @Nullable Function<String, Action> answer;
    private @Nullable Function<Transaction, Action> chunkDone;
    private ByteBuf input = Unpooled.EMPTY_BUFFER;
    private @Nullable ByteBuf replies;
    private @Nullable IdleWatch idle;

    SmtpConnection(SmtpSession session, Surroundings surroundings) {
        this.session = session;
        this.surroundings = surroundings;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        idle = new IdleWatch(ctx, session.listener().timeout(), this::timedOut);
        surroundings.connections().opened(ctx, this);
        if (!surroundings.waitsForProxy() && !surroundings.waitsForTls()) {
            greet(ctx);
        }
        ctx.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof HAProxyMessage proxied) {
            proxied(ctx, proxied);
        } else if (mode == Mode.CLOSED) {
            ((ByteBuf) message).release();
        } else {
            input = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(ctx.alloc(), input, (ByteBuf) message);
            proceed(ctx);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake && handshake.isSuccess()) {
            session.tlsStarted(Encryption.describe(ctx));
            if (!greeted) {
                greet(ctx);
            }
        }
        ctx.fireUserEventTriggered(event);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        mode = Mode.CLOSED;
        watch().cancel();
        input.release();
        input = Unpooled.EMPTY_BUFFER;
        ByteBuf unsent = replies;
        replies = null;
        if (unsent != null) {
            unsent.release();
        }
        if (!busy) {
            session.reset();
        }
        surroundings.connections().closed(ctx);
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (PeerFault.is(cause)) {
            LOG.debug("connection of {} ended: {}", session.client().getHostAddress(), cause.toString());
        } else {
            LOG.error("connection of {} ended by an error", session.client().getHostAddress(), cause);
        }
        ctx.close();
    }

    /** Ends the session as soon as no transaction is open. Any thread. */
    void stop(ChannelHandlerContext ctx) {
        ctx.executor().execute(() -> {
            stopping = true;
            if (greeted && mode == Mode.COMMAND && !busy) {
                endWhenIdle(ctx);
                flush(ctx);
            } else if (!greeted) {
                ctx.close();
            }
        });
    }

    private void greet(ChannelHandlerContext ctx) {
        greeted = true;
        Reply refused = surroundings.connections().admit(ctx, session.client(), session.listener());
        session.door().metrics().connected(session.listener().name(), refused == null);
        if (refused != null) {
            session.rejected(null, null, refused);
        }
        say(ctx, refused == null ? Reply.plain(220, session.door().hostName() + " ESMTP Sluice") : refused);
        flush(ctx);
    }

    private void proxied(ChannelHandlerContext ctx, HAProxyMessage message) {
        try {
            surroundings.realClient(message).ifPresent(session::client);
        } finally {
            message.release();
        }
        if (!surroundings.waitsForTls()) {
            greet(ctx);
        }
    }

    private void proceed(ChannelHandlerContext ctx) {
        boolean progress = true;
        while (progress && !busy && mode != Mode.CLOSED && input.isReadable()) {
            progress = step(ctx);
        }
        if (busy && input.readableBytes() > MOST_PENDING && !unread) {
            unread = true;
            ctx.channel().config().setAutoRead(false);
        }
        if (!input.isReadable() || mode == Mode.CLOSED) {
            input.release();
            input = Unpooled.EMPTY_BUFFER;
        }
        flush(ctx);
    }

    /** One line or as much content as there is; false when more input is needed. */
    private boolean step(ChannelHandlerContext ctx) {
        switch (mode) {
            case COMMAND, ANSWER -> {
                Cut cut = lines.next(input);
                if (cut == null) {
                    return false;
                }
                watch().progress();
                line(ctx, cut);
            }
            case DATA -> {
                watch().progress();
                Transaction transaction = transaction();
                if (transaction.data().decode(input)) {
                    mode = Mode.COMMAND;
                    act(ctx, ContentEnd.of(session, transaction));
                }
            }
            case CHUNK -> chunk(ctx);
            case DISCARD -> discard(ctx);
            case CLOSED -> {
                return false;
            }
        }
        return true;
    }

    private void line(ChannelHandlerContext ctx, Cut cut) {
        Function<String, Action> asked = answer;
        answer = null;
        mode = Mode.COMMAND;
        act(
                ctx,
                switch (cut) {
                    case Cut.Line line ->
                        asked == null ? CommandTable.run(session, line.text()) : asked.apply(line.text());
                    case Cut.TooLong tooLong -> Action.say(session.bad(LINE_TOO_LONG));
                    case Cut.Malformed malformed -> Action.say(session.bad(MALFORMED));
                });
    }

    private void chunk(ChannelHandlerContext ctx) {
        watch().progress();
        Transaction transaction = transaction();
        Function<Transaction, Action> then = chunkDone;
        if (transaction.chunks().decode(input) && then != null) {
            mode = Mode.COMMAND;
            chunkDone = null;
            act(ctx, then.apply(transaction));
        }
    }

    private void discard(ChannelHandlerContext ctx) {
        watch().progress();
        int length = (int) Math.min(discarding, input.readableBytes());
        input.skipBytes(length);
        discarding -= length;
        Function<String, Action> then = answer;
        if (discarding == 0 && then != null) {
            mode = Mode.COMMAND;
            answer = null;
            act(ctx, then.apply(""));
        }
    }

    private void act(ChannelHandlerContext ctx, Action action) {
        switch (action) {
            case Action.Say said -> say(ctx, said.reply());
            case Action.Work work -> work(ctx, work);
            case Action.Ask ask -> {
                // Before the prompt is said: while the server stops, that may close the session.
                answer = ask.answer();
                mode = Mode.ANSWER;
                say(ctx, ask.prompt());
            }
            case Action.CollectData collect -> {
                say(ctx, collect.goAhead());
                mode = Mode.DATA;
            }
            case Action.CollectChunk collect -> {
                chunkDone = collect.then();
                mode = Mode.CHUNK;
                if (collect.size() == 0) {
                    chunk(ctx);
                }
            }
            case Action.Discard discard -> {
                discarding = discard.size();
                answer = ignored -> Action.say(discard.reply());
                mode = Mode.DISCARD;
                if (discarding == 0) {
                    discard(ctx);
                }
            }
            case Action.StartTls start -> startTls(ctx, start);
        }
    }

    private void work(ChannelHandlerContext ctx, Action.Work work) {
        busy = true;
        surroundings.workers().execute(() -> {
            Action next = Surroundings.attempt(work, INTERNAL);
            ctx.executor().execute(() -> resume(ctx, next));
        });
    }

    private void resume(ChannelHandlerContext ctx, Action next) {
        busy = false;
        watch().progress();
        if (mode == Mode.CLOSED) {
            session.reset();
            return;
        }
        act(ctx, next);
        if (unread && !busy) {
            unread = false;
            ctx.channel().config().setAutoRead(true);
        }
        proceed(ctx);
    }

    private void startTls(ChannelHandlerContext ctx, Action.StartTls start) {
        boolean injected = input.isReadable();
        if (injected) {
            // RFC 3207 section 5: what was sent in clear before the handshake must not be taken for what came after.
            LOG.warn(
                    "{} sent commands behind STARTTLS in clear; session ended",
                    session.client().getHostAddress());
            input.skipBytes(input.readableBytes());
            say(
                    ctx,
                    Reply.of(503, "5.5.1", "Nothing may follow STARTTLS before the handshake")
                            .andClose());
            return;
        }
        say(ctx, start.ready());
        flush(ctx);
        if (mode != Mode.CLOSED) {
            surroundings.encrypt(ctx);
        }
    }

    private void timedOut(ChannelHandlerContext ctx) {
        if (busy || mode == Mode.CLOSED) {
            return;
        }
        if (!greeted) {
            ctx.close();
            return;
        }
        say(
                ctx,
                Reply.of(421, "4.4.2", session.door().hostName() + " Error: timeout exceeded")
                        .andClose());
        flush(ctx);
    }

    private void say(ChannelHandlerContext ctx, Reply reply) {
        ByteBuf out = replies;
        if (out == null) {
            out = ctx.alloc().buffer(256);
            replies = out;
        }
        reply.writeTo(out);
        if (reply.closing()) {
            close(ctx);
        } else if (stopping) {
            endWhenIdle(ctx);
        }
    }

    private void endWhenIdle(ChannelHandlerContext ctx) {
        if (session.transaction() == null && mode == Mode.COMMAND) {
            say(ctx, STOPPING.andClose());
        }
    }

    private void flush(ChannelHandlerContext ctx) {
        ByteBuf out = replies;
        if (out != null) {
            replies = null;
            ctx.writeAndFlush(out, ctx.voidPromise());
        }
    }

    private void close(ChannelHandlerContext ctx) {
        ByteBuf out = replies;
        replies = null;
        mode = Mode.CLOSED;
        session.reset();
        ctx.writeAndFlush(out == null ? Unpooled.EMPTY_BUFFER : out).addListener(ChannelFutureListener.CLOSE);
    }

    private Transaction transaction() {
        Transaction open = session.transaction();
        if (open == null) {
            throw new IllegalStateException("content without a transaction");
        }
        return open;
    }

    private IdleWatch watch() {
        IdleWatch watch = idle;
        if (watch == null) {
            throw new IllegalStateException("the channel is not active");
        }
        return watch;
    }
}
