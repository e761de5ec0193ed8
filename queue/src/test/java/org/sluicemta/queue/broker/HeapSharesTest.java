package org.sluicemta.queue.broker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeapSharesTest {
    private static final int LANES = 100;
    private static final int WHAT_A_MESSAGE_TAKES = 2;

    @ParameterizedTest
    @ValueSource(longs = {256, 512, 1_024, 4_096, 65_536})
    void leavesAThirdOfTheHeapWhateverItsSize(long mebibytes) {
        HeapShares shares = new HeapShares(mebibytes << 20);
        long pages = 2L * LANES * shares.page();
        long mail = shares.queues() + shares.ahead() + shares.inFlight() + pages;
        assertThat(mail * WHAT_A_MESSAGE_TAKES).isLessThan((mebibytes << 20) / 3 * 2);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 64, 128, 65_536})
    void writesPagesThatHoldAFewMessagesAtLeast(long mebibytes) {
        assertThat(new HeapShares(mebibytes << 20).page()).isBetween(16 << 10, 1 << 20);
    }

    /** Two pages of each lane, of envelopes that take five times as much in memory. */
    @ParameterizedTest
    @ValueSource(ints = {101, 200, 500, 1_000, 5_000})
    void pagesOfManyLanesTakeNoMoreThanHalfOfTheHeap(int lanes) {
        long heap = 512L << 20;

        assertThat(2L * 5 * lanes * new HeapShares(heap).page(lanes)).isLessThan(heap / 2);
        assertThat(new HeapShares(heap).page(100)).isEqualTo(new HeapShares(heap).page());
    }
}
