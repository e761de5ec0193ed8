package org.sluicemta.queue.broker;

/**
 * How the heap is divided, in octets. All shares are for the whole node, whatever the number of lanes. They are small
 * because a message costs more than its content.
 *
 * @param heap available to the process
 */
public record HeapShares(long heap) {
    private static final int SMALLEST_PAGE = 16 << 10;
    /** The size of two envelopes. */
    private static final int SMALLEST_PAGE_OF_MANY = 4 << 10;
    /** How many lanes with mail may have full-size pages. */
    private static final int LANES_OF_FULL_PAGES = 100;
    /** Two pages of each lane are in memory, where an envelope takes five times the space it takes in its page. */
    private static final int IN_MEMORY = 2 * 5;

    private static final int LARGEST_PAGE = 1 << 20;
    /** What the server itself needs, including a thousand lanes without mail. */
    private static final long OWN = 128 << 20;

    public static HeapShares ofThisProcess() {
        return new HeapShares(Runtime.getRuntime().maxMemory());
    }

    /** What lanes and slots may hold in memory before all of them page to disk. */
    public long queues() {
        return heap / 16;
    }

    /**
     * Size of a queue's page. For each paging queue the broker keeps the page being written and the page being read in
     * memory, so many lanes need small pages. Smaller pages than these slow a draining lane: 25,000 messages of 4 KiB
     * drained at 1,990/s with pages of 384 KiB, and at 530/s with 96 KiB.
     */
    public int page() {
        return (int) Math.clamp((heap - OWN) >> 10, SMALLEST_PAGE, LARGEST_PAGE);
    }

    /**
     * The same if this many lanes have mail: together their pages get an eighth of the heap. With full-size pages,
     * 86,000 envelopes in 500 paused lanes filled 460 of 512 MB.
     */
    public int page(int lanes) {
        return lanes <= LANES_OF_FULL_PAGES
                ? page()
                : (int) Math.clamp(heap / 8 / (IN_MEMORY * (long) lanes), SMALLEST_PAGE_OF_MANY, page());
    }

    /** Mail of all lanes that is sent ahead, before it is known when it can be delivered. */
    public long ahead() {
        return heap / 32;
    }

    /** Content in memory that was taken from lanes and isn't settled yet. */
    public long inFlight() {
        return heap / 16;
    }
}
