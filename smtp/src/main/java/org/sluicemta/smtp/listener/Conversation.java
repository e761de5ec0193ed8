package org.sluicemta.smtp.listener;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.smtp.chain.ChainPool;
import org.sluicemta.smtp.frame.CommandLines;
import org.sluicemta.smtp.reply.Reply;
import org.sluicemta.smtp.session.Action;
import org.sluicemta.smtp.session.SmtpSession;
import org.sluicemta.smtp.session.Transaction;

/**
 * The give and take of one session: input is taken as what is {@link InputMode}, and the {@link Action} that follows is carried
 * out. Runs on the channel's event loop and never blocks; work that may block goes to a virtual thread, and until its
 * result is posted back no further input is looked at, so that answers come in the order of the commands.
 */
final class Conversation {
    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);
    /** RFC 4954 section 4.5.3 allows 12288 octets for AUTH, the longest line there is. */
    private static final int LONGEST_LINE = 12_288;

    private static final Reply INTERNAL = Reply.of(451, "4.3.0", "Internal error, please try again later");
    private static final Reply STOPPING = Reply.of(421, "4.3.2", "Service is shutting down");
    private static final Reply INJECTED = Reply.of(503, "5.5.1", "Nothing may follow STARTTLS before the handshake");

    private final ChannelHandlerContext ctx;
    private final SmtpSession session;
    private final ListenerContext surroundings;
    private final IdleWatch watch;
    private final PendingInput input;
    private final PendingReplies replies;
    private final CommandLines lines = new CommandLines(LONGEST_LINE);
    private final InputMode command;
    private InputMode due;
    private @Nullable Future<?> heldBack;
    private boolean busy;
    private boolean closed;
    private boolean stopping;

    Conversation(ChannelHandlerContext ctx, SmtpSession session, ListenerContext surroundings) {
        this.ctx = ctx;
        this.session = session;
        this.surroundings = surroundings;
        this.watch = new IdleWatch(
                ctx,
                () -> surroundings.connections().patience(session),
                session.door().rules().settings().limits(),
                this::timedOut);
        this.input = new PendingInput(ctx);
        this.replies = new PendingReplies(ctx);
        this.command = new InputMode.Line(session, lines, null);
        this.due = command;
    }

    /** Whether TLS may begin before the greeting. A client with too many handshakes gets no answer: there is no TLS yet. */
    boolean mayShakeHands() {
        Reply refused = surroundings.connections().shakeHands(session);
        if (refused == null) {
            refused = session.shakeHands();
        } else {
            session.rejected(null, null, refused);
        }
        if (refused != null) {
            closed = true;
            session.door().metrics().connected(session.listener().name(), false);
        }
        return refused == null;
    }

    /** Admits the client and greets it, or refuses it and ends. */
    void arrive() {
        session.beGreeted();
        Reply refused = surroundings.connections().admit(ctx, session);
        if (refused == null) {
            refused = session.admit();
        } else {
            session.rejected(null, null, refused);
        }
        session.door().metrics().connected(session.listener().name(), refused == null);
        say(refused == null ? Reply.plain(220, session.door().hostName() + " ESMTP Sluice") : refused);
        replies.flush();
    }

    /** Takes the buffer over. */
    void received(ByteBuf more) {
        if (closed) {
            more.release();
            return;
        }
        input.add(more);
        proceed();
    }

    /** Less patience is left with the client than when the watch began. */
    void hurry() {
        watch.lookNow();
    }

    /** Ends as soon as no transaction is open. */
    void stop() {
        stopping = true;
        if (!busy) {
            endWhenIdle();
            replies.flush();
        }
    }

    /** The connection is gone. */
    void ended() {
        closed = true;
        watch.cancel();
        input.drop();
        replies.drop();
        Future<?> reply = heldBack;
        if (!busy || reply != null && reply.cancel(false)) {
            session.close();
        }
    }

    /** The client takes what we send again. Told from within a write, so it must not go on at once. */
    void writable() {
        ctx.executor().execute(() -> {
            if (!busy && !closed) {
                input.readOn();
                proceed();
            }
        });
    }

    private void timedOut(String why) {
        if (busy) {
            return;
        }
        if (closed || !session.greeted()) {
            // Nothing was said yet, or our last word is not taken.
            ctx.close();
            return;
        }
        Reply end = Reply.of(421, "4.4.2", session.door().hostName() + " Error: " + why)
                .andClose();
        session.rejected(null, null, end);
        say(end);
    }

    private void proceed() {
        boolean progress = true;
        while (progress && !busy && !closed && !input.isEmpty() && areRepliesTaken()) {
            progress = step();
        }
        if (busy || !areRepliesTaken()) {
            input.hold();
        }
        if (closed) {
            input.drop();
        } else {
            input.dropIfEmpty();
            replies.flush();
        }
    }

    /** A client that sends and does not read is not listened to, or its answers would fill our memory. */
    private boolean areRepliesTaken() {
        replies.flushWhenMany();
        return ctx.channel().isWritable();
    }

    /** One line, or as much content as there is; false when more input is needed. */
    private boolean step() {
        InputMode current = due;
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
        due = command;
        act(next);
        return true;
    }

    private void act(Action action) {
        switch (action) {
            case Action.Say said -> sayInTime(said.reply());
            case Action.Work work -> work(work);
            case Action.Chain chain -> chain(chain);
            case Action.Ask ask -> {
                // Before the prompt is said: while the server stops, that may close the session.
                due = new InputMode.Line(session, lines, ask.answer());
                say(ask.prompt());
            }
            case Action.CollectData collect -> {
                say(collect.goAhead());
                due = new InputMode.Data(session, transaction());
            }
            case Action.CollectChunk collect -> await(collect.size(), new InputMode.Chunk(transaction(), collect.then()));
            case Action.Discard discard -> await(discard.size(), new InputMode.Refused(discard.size(), discard.reply()));
            case Action.StartTls start -> startTls(start);
            case Action.Greet again -> arrive();
        }
    }

    /** Counted octets; when there are none to come, it is complete at once. */
    private void await(long octets, InputMode content) {
        due = content;
        if (octets == 0) {
            step();
        }
    }

    private void work(Action.Work work) {
        busy = true;
        surroundings.workers().execute(() -> {
            Action next = ListenerContext.attempt(work.task(), INTERNAL);
            ctx.executor().execute(() -> resume(next));
        });
    }

    /** Answered when the chain is done or its time is over, whichever comes first. */
    private void chain(Action.Chain chain) {
        busy = true;
        ChainPool chains = surroundings.chains();
        Future<?> deadline =
                ctx.executor().schedule(() -> expire(chain), chains.time().toNanos(), TimeUnit.NANOSECONDS);
        chains.execute(chain.turn(), () -> {
            Action next = ListenerContext.attempt(chain.task(), INTERNAL);
            ctx.executor().execute(() -> {
                deadline.cancel(false);
                if (!chain.turn().isLate()) {
                    resume(next);
                }
            });
        });
    }

    private void expire(Action.Chain chain) {
        if (surroundings.chains().expire(chain.turn())) {
            resume(chain.late().get());
        }
    }

    private void resume(Action next) {
        busy = false;
        heldBack = null;
        watch.progress();
        if (closed) {
            session.close();
            return;
        }
        act(next);
        if (!busy) {
            input.readOn();
        }
        proceed();
    }

    private void startTls(Action.StartTls start) {
        if (!input.isEmpty()) {
            // RFC 3207 section 5: what was sent in clear before the handshake must not be taken for what came after.
            LOG.warn(
                    "{} sent commands behind STARTTLS in clear; session ended",
                    session.client().getHostAddress());
            say(INJECTED.andClose());
            return;
        }
        say(start.ready());
        replies.flush();
        if (!closed) {
            surroundings.encrypt(ctx);
        }
    }

    /** Holds a reply back by a timer, for as long as it wants; the client is not read meanwhile. */
    private void sayInTime(Reply reply) {
        if (reply.delay().isZero()) {
            say(reply);
            return;
        }
        busy = true;
        Action now = Action.say(reply.after(Duration.ZERO));
        heldBack = ctx.executor().schedule(() -> resume(now), reply.delay().toNanos(), TimeUnit.NANOSECONDS);
    }

    private void say(Reply reply) {
        replies.add(reply);
        if (reply.closing()) {
            closed = true;
            session.reset();
            replies.flushAndClose();
        } else if (stopping) {
            endWhenIdle();
        }
    }

    private void endWhenIdle() {
        if (session.transaction() == null && due.equals(command) && !closed) {
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
