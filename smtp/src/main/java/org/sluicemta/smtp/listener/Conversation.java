package org.sluicemta.smtp.listener;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.limit.ClientLimits;
import org.sluicemta.smtp.command.ContentEnd;
import org.sluicemta.smtp.reply.Reply;
import org.sluicemta.smtp.session.Action;
import org.sluicemta.smtp.session.SmtpSession;
import org.sluicemta.smtp.session.Transaction;
import org.sluicemta.smtp.tls.TlsSession;

/**
 * One SMTP session from greeting to close. Reads input as the current {@link InputMode} says and carries out the {@link
 * Action} that follows. Runs on the channel's event loop and never blocks. While a {@link PendingAction} is running no
 * further input is read, so replies go out in the order of the commands.
 */
final class Conversation {
    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);

    private static final Reply STOPPING = Reply.of(421, "4.3.2", "Service is shutting down");
    private static final Reply INJECTED = Reply.of(503, "5.5.1", "Pipelining after STARTTLS is not allowed");

    private final ChannelHandlerContext ctx;
    private final SmtpSession session;
    private final ListenerContext listener;
    private final ContentEnd contentEnd;
    private final Greeter greeter;
    private final IdleWatch watch;
    private final PendingInput input;
    private final PendingReplies replies;
    private final PendingAction pending;
    private final InputMode.Commands commands;
    private InputMode mode;
    private boolean closed;
    private boolean stopping;

    Conversation(
            ChannelHandlerContext ctx,
            SmtpSession session,
            ListenerContext listener,
            InputMode.Commands commands,
            ContentEnd contentEnd,
            Greeter greeter,
            ClientLimits limits) {
        this.ctx = ctx;
        this.session = session;
        this.listener = listener;
        this.commands = commands;
        this.contentEnd = contentEnd;
        this.greeter = greeter;
        this.watch = new IdleWatch(ctx, () -> listener.connections().patience(session), limits, this::timedOut);
        this.input = new PendingInput(ctx);
        this.replies = new PendingReplies(ctx);
        this.pending = new PendingAction(ctx, listener, this::resume);
        this.mode = commands;
    }

    /** Whether TLS may start before the greeting; if not, the conversation is over. */
    boolean mayShakeHands() {
        boolean may = greeter.mayShakeHands(session, listener.connections());
        closed |= !may;
        return may;
    }

    /** Admits the client and greets it, or refuses it and ends. */
    void arrive() {
        say(greeter.greet(session, ctx, listener.connections()));
        replies.flush();
    }

    /** A TLS handshake succeeded. */
    void tlsStarted(TlsSession agreed) {
        session.tlsStarted(agreed);
        greeter.tlsStarted(session);
        if (!session.greeted()) {
            arrive();
        }
    }

    /** Takes ownership of the buffer. */
    void received(ByteBuf more) {
        if (closed) {
            more.release();
            return;
        }
        input.add(more);
        proceed();
    }

    /** The client's time limit is shorter than when the watch started. */
    void hurry() {
        watch.lookNow();
    }

    /** Ends as soon as there is no open transaction. */
    void stop() {
        stopping = true;
        if (!pending.isPending()) {
            endWhenIdle();
            replies.flush();
        }
    }

    /** The connection is closed. */
    void ended() {
        closed = true;
        watch.cancel();
        input.drop();
        replies.drop();
        if (pending.cancel()) {
            greeter.leave(session);
        }
    }

    /** It no longer counts by the time the client sees the end, or a client that comes again at once would be refused. */
    private void leave() {
        greeter.leave(session);
        listener.connections().left(ctx);
    }

    /** The channel is writable again. Called from within a write, so it must not continue immediately. */
    void writable() {
        ctx.executor().execute(() -> {
            if (!pending.isPending() && !closed) {
                input.readOn();
                proceed();
            }
        });
    }

    private void timedOut(String why) {
        if (pending.isPending()) {
            return;
        }
        if (closed || !session.greeted()) {
            // Nothing was said yet, or the client doesn't read our last reply.
            ctx.close();
            return;
        }
        say(greeter.timedOut(session, why));
    }

    private void proceed() {
        boolean progress = true;
        while (progress && !pending.isPending() && !closed && !input.isEmpty() && areRepliesTaken()) {
            progress = step();
        }
        if (pending.isPending() || !areRepliesTaken()) {
            input.hold();
        }
        if (closed) {
            input.drop();
        } else {
            input.dropIfEmpty();
            replies.flush();
        }
    }

    /** A client that sends without reading isn't read, or its replies would fill our memory. */
    private boolean areRepliesTaken() {
        replies.flushWhenMany();
        return ctx.channel().isWritable();
    }

    /** Processes one line, or as much content as there is; false when more input is needed. */
    private boolean step() {
        InputMode current = mode;
        int before = input.buffer().readableBytes();
        Action next = current.take(input.buffer());
        if (next != null) {
            watch.progress();
        } else if (current.isContent()) {
            watch.content(before - input.buffer().readableBytes());
        }
        watch.message(session.isReceiving());
        if (next == null) {
            return false;
        }
        mode = commands;
        act(next);
        return true;
    }

    private void act(Action action) {
        switch (action) {
            case Action.Say said -> sayInTime(said.reply());
            case Action.Work work -> pending.work(work);
            case Action.Chain chain -> pending.chain(chain);
            case Action.Ask ask -> {
                // Before the prompt is sent, because during a shutdown that may close the session.
                mode = new InputMode.Answer(commands, ask.answer());
                say(ask.prompt());
            }
            case Action.CollectData collect -> {
                say(collect.goAhead());
                mode = new InputMode.Data(session, transaction(), contentEnd);
            }
            case Action.CollectChunk collect ->
                await(collect.size(), new InputMode.Chunk(transaction(), collect.then()));
            case Action.Discard discard ->
                await(discard.size(), new InputMode.Refused(discard.size(), discard.reply()));
            case Action.StartTls start -> startTls(start);
            case Action.Greet again -> arrive();
        }
    }

    /** Counted octets. With none to come, the content is complete immediately. */
    private void await(long octets, InputMode content) {
        mode = content;
        if (octets == 0) {
            step();
        }
    }

    private void resume(Action next) {
        watch.progress();
        if (closed) {
            greeter.leave(session);
            return;
        }
        act(next);
        if (!pending.isPending()) {
            input.readOn();
        }
        proceed();
    }

    private void startTls(Action.StartTls start) {
        if (!input.isEmpty()) {
            // RFC 3207 section 5: text sent in plain text before the handshake must not be taken for text sent after
            // it.
            LOG.warn(
                    "{} sent plain-text commands after STARTTLS; session ended",
                    session.client().getHostAddress());
            say(INJECTED.andClose());
            return;
        }
        say(start.ready());
        replies.flush();
        if (!closed) {
            listener.encrypt(ctx);
        }
    }

    private void sayInTime(Reply reply) {
        if (reply.delay().isZero()) {
            say(reply);
        } else {
            pending.delay(reply);
        }
    }

    private void say(Reply reply) {
        replies.add(reply);
        if (reply.closing()) {
            closed = true;
            session.reset();
            replies.flushAndClose(this::leave);
        } else if (stopping) {
            endWhenIdle();
        }
    }

    private void endWhenIdle() {
        if (session.transaction() == null && mode.equals(commands) && !closed) {
            say(STOPPING.andClose());
        }
    }

    private Transaction transaction() {
        @Nullable Transaction open = session.transaction();
        if (open == null) {
            throw new IllegalStateException("content without a transaction");
        }
        return open;
    }
}
