package org.sluicemta.queue.broker;

/**
 * How the heap is divided, in octets. All shares are for the whole node, whatever the number of lanes. They are small
 * because a message costs more than its content.
 *
 * @param heap that the process may use
 */
public record HeapShares(long heap) {
    private static final int SMALLEST_PAGE = 16 << 10;
    /** Two envelopes. */
    private static final int SMALLEST_PAGE_OF_MANY = 4 << 10;
    /** Lanes with mail that may have pages of full size. */
    private static final int LANES_OF_FULL_PAGES = 100;
    /** Two pages of a lane are in memory, and an envelope takes five times there what it takes in its page. */
    private static final int IN_MEMORY = 2 * 5;

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

    /**
     * The same where so many lanes have mail: all their pages together get an eighth of the heap. With pages of full size
     * 86,000 envelopes in 500 paused lanes filled 460 of 512 MB.
     */
    public int page(int lanes) {
        return lanes <= LANES_OF_FULL_PAGES
                ? page()
                : (int) Math.clamp(heap / 8 / (IN_MEMORY * (long) lanes), SMALLEST_PAGE_OF_MANY, page());
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
