package org.sluicemta.gateway.wire;

import io.netty.channel.Channel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One deadline of a channel, moved with every reply. The timer behind it is not moved along: it runs to its end, looks
 * where the deadline is by then, and runs again. So a message costs no timer. Event loop only.
 */
final class Deadline {
    private final Channel channel;
    private @Nullable Runnable action;
    private long dueNanos;
    private long timerNanos;
    private boolean timerRuns;

    Deadline(Channel channel) {
        this.channel = channel;
    }

    void set(Duration timeout, Runnable then) {
        action = then;
        dueNanos = System.nanoTime() + timeout.toNanos();
        if (!timerRuns || dueNanos - timerNanos < 0) {
            startTimer(dueNanos);
        }
    }

    void clear() {
        action = null;
    }

    private void startTimer(long atNanos) {
        timerRuns = true;
        timerNanos = atNanos;
        long wait = Math.max(0, atNanos - System.nanoTime());
        var unused = channel.eventLoop().schedule(() -> timerEnded(atNanos), wait, TimeUnit.NANOSECONDS);
    }

    private void timerEnded(long atNanos) {
        if (atNanos != timerNanos) {
            return; // an earlier deadline has started another timer
        }
        timerRuns = false;
        Runnable due = action;
        if (due == null || !channel.isOpen()) {
            return;
        }
        if (dueNanos - System.nanoTime() > 0) {
            startTimer(dueNanos);
            return;
        }
        action = null;
        due.run();
    }
}
