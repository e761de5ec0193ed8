package org.sluicemta.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.SiteId;
import org.sluicemta.tenant.TenantId;

class LaneNameTest {
    @Test
    void readsTheQueueItNames() {
        Random random = new Random(3);
        List<String> sites = List.of("other", "gmail", "mail.example.org", "a_b-c.test");
        for (int i = 0; i < 200; i++) {
            TenantId tenant = random.nextBoolean() ? null : new TenantId("t" + random.nextInt(50));
            SiteId site = new SiteId(sites.get(random.nextInt(sites.size())));
            LaneName lane = new LaneName(new PoolId("p" + random.nextInt(9)), site, tenant);
            assertThat(LaneName.parse(lane.queue())).contains(lane);
        }
    }

    @Test
    void writesDotsOfASiteAsTildes() {
        assertThat(new LaneName(new PoolId("mkt"), new SiteId("example.org"), null).queue())
                .isEqualTo("egress.mkt.example~org.shared");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "egress",
                "egress.mkt.gmail",
                "egress.mkt.gmail.other",
                "egress.mkt.gmail.tenant",
                "egress.mkt.gmail.tenant.a.b",
                "intake.bounce",
                "later.202611221200"
            })
    void knowsOtherQueuesAsNoLanes(String queue) {
        assertThat(LaneName.parse(queue)).isEmpty();
    }
}
