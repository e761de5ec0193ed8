package org.sluicemta.smtp.listener;

import io.netty.channel.ChannelHandlerContext;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sluicemta.smtp.chain.ChainPool;
import org.sluicemta.smtp.reply.Reply;
import org.sluicemta.smtp.session.Action;

/**
 * The one action a conversation waits for: work on a virtual thread, a run of the mailet chain, or a delayed reply. The
 * action that follows is handed back on the channel's event loop. All methods must be called on that loop.
 */
final class PendingAction {
    private static final Reply INTERNAL = Reply.of(451, "4.3.0", "Internal error, please try again later");

    private final ChannelHandlerContext ctx;
    private final ListenerContext listener;
    private final Consumer<Action> next;
    private @Nullable Future<?> delayed;
    private boolean pending;

    /** @param next takes the action that follows, once the conversation is free again */
    PendingAction(ChannelHandlerContext ctx, ListenerContext listener, Consumer<Action> next) {
        this.ctx = ctx;
        this.listener = listener;
        this.next = next;
    }

    boolean isPending() {
        return pending;
    }

    void work(Action.Work work) {
        pending = true;
        listener.workers().execute(() -> {
            Action following = ListenerContext.attempt(work.task(), INTERNAL);
            ctx.executor().execute(() -> finish(following));
        });
    }

    /** Finishes when the chain is done or its time is up, whichever comes first. */
    void chain(Action.Chain chain) {
        pending = true;
        ChainPool chains = listener.chains();
        Future<?> deadline =
                ctx.executor().schedule(() -> expire(chain), chains.time().toNanos(), TimeUnit.NANOSECONDS);
        chains.execute(chain.turn(), () -> {
            Action following = ListenerContext.attempt(chain.task(), INTERNAL);
            ctx.executor().execute(() -> {
                deadline.cancel(false);
                if (!chain.turn().isLate()) {
                    finish(following);
                }
            });
        });
    }

    private void expire(Action.Chain chain) {
        if (listener.chains().expire(chain.turn())) {
            finish(chain.late().get());
        }
    }

    /** Holds a reply back for its delay. */
    void delay(Reply reply) {
        pending = true;
        Action now = Action.say(reply.after(Duration.ZERO));
        delayed = ctx.executor().schedule(() -> finish(now), reply.delay().toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Drops a delayed reply. False when work is still running and its result will be handed back. */
    boolean cancel() {
        Future<?> reply = delayed;
        return !pending || reply != null && reply.cancel(false);
    }

    private void finish(Action following) {
        pending = false;
        delayed = null;
        next.accept(following);
    }
}
