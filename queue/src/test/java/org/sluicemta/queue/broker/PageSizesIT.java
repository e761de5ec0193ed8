package org.sluicemta.queue.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.paging.PagingStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the pages of lanes take in memory, however many lanes have mail. */
class PageSizesIT {
    private static final String LANE = "egress.main.gmail.shared";
    private static final int FULL = BrokerTuning.DEFAULTS.heap().page();
    private static final int MANY = 2_000;

    @TempDir
    Path directory;

    @Test
    void shrinkAndGrowWithTheNumberOfLanesThatHaveMail() throws Exception {
        try (TestBroker broker = new TestBroker(directory)) {
            broker.admin().create(LANE);
            assertThat(page(broker)).isEqualTo(FULL);

            broker.broker().sizePages(MANY);
            assertThat(page(broker))
                    .isEqualTo(BrokerTuning.DEFAULTS.heap().page(MANY))
                    .isLessThan(FULL / 4);
            assertThat(store(broker).getPrefetchPageBytes()).isEqualTo(page(broker));
            assertThat(broker.depth(LANE)).isZero();

            broker.broker().sizePages(3);
            assertThat(page(broker)).isEqualTo(FULL);
        }
    }

    private static int page(TestBroker broker) throws Exception {
        return (int) store(broker).getPageSizeBytes();
    }

    private static PagingStore store(TestBroker broker) throws Exception {
        return broker.broker().inProcess().getPagingManager().getPageStore(SimpleString.of(LANE));
    }
}
