package org.sluicemta.smtp.listener;

import io.netty.channel.ChannelHandlerContext;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Calls when a client made no progress for a time: no complete line, no octet of content. A drip of single octets into a
 * command line is no progress. One timer at a time, moved on only when it fires.
 */
final class IdleWatch {
    private final ChannelHandlerContext ctx;
    private final long timeout;
    private final Runnable expired;
    private long last = System.nanoTime();
    private @Nullable Future<?> timer;

    IdleWatch(ChannelHandlerContext ctx, Duration timeout, Runnable expired) {
        this.ctx = ctx;
        this.timeout = timeout.toNanos();
        this.expired = expired;
        schedule(this.timeout);
    }

    void progress() {
        last = System.nanoTime();
    }

    void cancel() {
        Future<?> running = timer;
        if (running != null) {
            running.cancel(false);
        }
    }

    private void schedule(long nanos) {
        timer = ctx.executor().schedule(this::look, nanos, TimeUnit.NANOSECONDS);
    }

    private void look() {
        if (!ctx.channel().isActive()) {
            return;
        }
        long quiet = System.nanoTime() - last;
        if (quiet < timeout) {
            schedule(timeout - quiet);
            return;
        }
        expired.run();
        last = System.nanoTime();
        schedule(timeout);
    }
}
