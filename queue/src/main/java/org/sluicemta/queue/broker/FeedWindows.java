package org.sluicemta.queue.broker;

/**
 * Limits how much an external broker may prefetch, in octets over all queues. When many feeds are open, a new one gets
 * a small window and eventually none, so that its messages are requested one by one. Thread-safe.
 */
final class FeedWindows {
    /** A window below that holds a few messages only, which is not better than asking for each. */
    static final int SMALLEST = 16 << 10;

    private static final int LARGEST = 256 << 10;
    private static final int SHARE = 64;

    private long left;

    FeedWindows(long octets) {
        this.left = octets;
    }

    /** Octets for one feed; 0 when it must ask for each message. Given back when it is closed. */
    synchronized int take() {
        int window = (int) Math.min(LARGEST, left / SHARE);
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
