package org.sluicemta.smtp.listener;

import io.netty.channel.ChannelHandlerContext;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sluicemta.limit.ClientLimits;
import org.sluicemta.limit.SessionLimits;

/**
 * Calls back when a client takes too long: for a command line (single octets don't count as progress), for content that
 * arrives too slowly or takes too long, or for its whole session. There is one timer at a time, rescheduled only when
 * it fires.
 */
final class IdleWatch {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final ChannelHandlerContext ctx;
    private final Supplier<Duration> patience;
    private final SessionLimits limits;
    private final long messageTime;
    private final Consumer<String> expired;
    private final long opened = System.nanoTime();
    private long last = opened;
    private long contentSince;
    private long contentOctets;
    private boolean content;
    private long messageSince;
    private boolean message;
    private @Nullable Future<?> timer;

    /**
     * @param patience how long the client may be silent; shorter when the listener is nearly full
     * @param expired receives the reason
     */
    IdleWatch(ChannelHandlerContext ctx, Supplier<Duration> patience, ClientLimits limits, Consumer<String> expired) {
        this.ctx = ctx;
        this.patience = patience;
        this.limits = limits.session();
        this.messageTime = limits.content().time().toNanos();
        this.expired = expired;
        schedule(Math.min(Math.min(timeout(), messageTime), this.limits.time().toNanos()));
    }

    private long timeout() {
        return patience.get().toNanos();
    }

    private long paceTime() {
        return Math.min(MINUTE.toNanos(), timeout());
    }

    /** Checks before the timer fires, because the time limit became shorter. */
    void lookNow() {
        cancel();
        look();
    }

    /** A command or a whole content is complete. */
    void progress() {
        last = System.nanoTime();
        content = false;
    }

    /** This many octets of content have arrived, with more to come. */
    void content(int octets) {
        last = System.nanoTime();
        if (!content) {
            content = true;
            contentSince = last;
            contentOctets = 0;
        }
        contentOctets += octets;
    }

    /** Whether a message's content is incomplete, over all its chunks. */
    void message(boolean underWay) {
        if (underWay && !message) {
            messageSince = System.nanoTime();
        }
        message = underWay;
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
        long now = System.nanoTime();
        String fault = fault(now);
        if (fault == null) {
            schedule(untilNextLook(now));
            return;
        }
        expired.accept(fault);
        progress();
        schedule(timeout());
    }

    private @Nullable String fault(long now) {
        if (now - last >= timeout()) {
            return "timeout exceeded";
        }
        if (now - opened >= limits.time().toNanos()) {
            return "the session has lasted too long";
        }
        if (message && now - messageSince >= messageTime) {
            return "the message takes too long";
        }
        return content && isSlow(now) ? "the message comes too slowly" : null;
    }

    private boolean isSlow(long now) {
        long elapsed = now - contentSince;
        if (elapsed < paceTime()) {
            return false;
        }
        boolean slow = contentOctets < limits.octetsPerSecond() * (elapsed / 1e9);
        contentSince = now;
        contentOctets = 0;
        return slow;
    }

    private long untilNextLook(long now) {
        long ofMessage = message ? messageTime - (now - messageSince) : messageTime;
        long left = Math.min(timeout() - (now - last), limits.time().toNanos() - (now - opened));
        return Math.max(1, Math.min(Math.min(left, ofMessage), paceTime()));
    }
}
