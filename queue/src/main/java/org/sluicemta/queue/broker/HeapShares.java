package org.sluicemta.queue.broker;

/**
 * How the heap is divided, in octets. All shares are for the whole node, whatever the number of lanes. They are small
 * because a message costs more than its content.
 *
 * @param heap that the process may use
 */
public record HeapShares(long heap) {
    private static final int SMALLEST_PAGE = 16 << 10;
    private static final int LARGEST_PAGE = 1 << 20;
    /** What the server needs for itself, and for a thousand lanes without any mail. */
    private static final long OWN = 128 << 20;

    public static HeapShares ofThisProcess() {
        return new HeapShares(Runtime.getRuntime().maxMemory());
    }

    /** In lanes and slots, before all of them go to pages on disk. */
    public long queues() {
        return heap / 16;
    }

    /**
     * A page of a queue. Of each queue that pages, the broker holds the page being written and the one being read in
     * memory, so many lanes need small ones. Smaller ones than these cost the lane that drains: 25,000 messages of 4 KiB left
     * at 1,990/s with pages of 384 KiB, at 530/s with 96 KiB.
     */
    public int page() {
        return (int) Math.clamp((heap - OWN) >> 10, SMALLEST_PAGE, LARGEST_PAGE);
    }

    /** Sent ahead of all lanes, before it is known when it can be delivered. */
    public long ahead() {
        return heap / 32;
    }

    /** Content in memory that has been taken from lanes and not settled. */
    public long inFlight() {
        return heap / 16;
    }
}
