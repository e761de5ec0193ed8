package org.sluicemta.delivery.schedule;

import javax.inject.Inject;
import javax.inject.Singleton;
import org.sluicemta.queue.broker.BrokerTuning;

/**
 * What the broker may send ahead of lanes, shared by all of them: a lane that comes when many are open gets a small window,
 * and in the end none, so that its messages are asked for one by one. Thread-safe.
 */
@Singleton
final class LaneWindows {
    /** A window below that holds a few messages only, which is not better than asking for each. */
    static final int SMALLEST = 16 << 10;

    private static final int SHARE = 64;

    private long left;

    @Inject
    LaneWindows(BrokerTuning tuning) {
        this(tuning.heap().ahead());
    }

    LaneWindows(long octets) {
        this.left = octets;
    }

    /** Octets for one lane, as many as wanted or fewer; 0 when it must ask for each message. Given back when it is closed. */
    synchronized int take(int wanted) {
        int window = (int) Math.min(wanted, left / SHARE);
        if (window < SMALLEST) {
            return 0;
        }
        left -= window;
        return window;
    }

    synchronized void giveBack(int window) {
        left += window;
    }
}
