package org.sluicemta.gateway.wire;

import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One deadline of a channel, moved with every reply. The timer behind it isn't moved: when it ends it checks the
 * deadline and starts again. So messages don't each cost a timer. A timer keeps its channel in memory, so there is
 * never more than one, and none once the channel is closed. Event loop only.
 */
final class Deadline {
    private final Channel channel;
    private final LongSupplier nanoTime;
    private @Nullable Runnable action;
    private long dueNanos;
    private long timerNanos;
    private @Nullable Future<?> timer;

    /** @param nanoTime as {@link System#nanoTime()} */
    Deadline(Channel channel, LongSupplier nanoTime) {
        this.channel = channel;
        this.nanoTime = nanoTime;
    }

    void set(Duration timeout, Runnable then) {
        action = then;
        dueNanos = nanoTime.getAsLong() + timeout.toNanos();
        if (timer == null || dueNanos - timerNanos < 0) {
            startTimer(dueNanos);
        }
    }

    void clear() {
        action = null;
    }

    /** The channel is closed. */
    void end() {
        clear();
        cancelTimer();
    }

    private void cancelTimer() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    private void startTimer(long atNanos) {
        cancelTimer();
        timerNanos = atNanos;
        long wait = Math.max(0, atNanos - nanoTime.getAsLong());
        timer = channel.eventLoop().schedule(this::timerEnded, wait, TimeUnit.NANOSECONDS);
    }

    private void timerEnded() {
        timer = null;
        Runnable due = action;
        if (due == null || !channel.isOpen()) {
            return;
        }
        if (dueNanos - nanoTime.getAsLong() > 0) {
            startTimer(dueNanos);
            return;
        }
        action = null;
        due.run();
    }
}
