package org.sluicemta.queue.broker;

/**
 * Limits how much an external broker may prefetch, in octets over all queues. When many feeds are open, a new one gets
 * a small window and eventually none, so that its messages are requested one by one. Thread-safe.
 */
final class FeedWindows {
    /** A smaller window would hold only a few messages, which is no better than requesting each one. */
    static final int SMALLEST = 16 << 10;

    private static final int LARGEST = 256 << 10;
    private static final int SHARE = 64;

    private long left;

    FeedWindows(long octets) {
        this.left = octets;
    }

    /** Octets for one feed, or 0 if it must request each message. Returned when the feed is closed. */
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
