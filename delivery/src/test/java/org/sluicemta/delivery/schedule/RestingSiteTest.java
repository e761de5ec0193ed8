package org.sluicemta.delivery.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.SiteId;
import org.sluicemta.lane.LaneName;

class RestingSiteTest {
    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
    private static final LaneName LANE = new LaneName(new PoolId("main"), new SiteId("dead.test"), null);

    private final RestingSite site = new RestingSite();

    @Test
    void isDueASecondAfterItFirstRefused() {
        assertThat(site.isDue(NOON)).isFalse();
        site.refused(NOON);
        site.refused(NOON.plusMillis(900));
        assertThat(site.isRefusing()).isTrue();
        assertThat(site.isDue(NOON.plusMillis(999))).isFalse();
        assertThat(site.isDue(NOON.plusMillis(1_000))).isTrue();
    }

    @Test
    void isNotDueOnceItTookAMessage() {
        site.refused(NOON);
        site.accepted();
        assertThat(site.isRefusing()).isFalse();
        assertThat(site.isDue(NOON.plusSeconds(10))).isFalse();
    }

    @Test
    void remembersItsLanesUntilTheRestEnds() {
        site.refused(NOON);
        site.add(LANE);
        site.add(LANE);
        assertThat(site.isResting()).isTrue();
        assertThat(site.isRefusing()).as("nothing is open any more").isFalse();
        assertThat(site.end()).containsExactly(LANE);
        assertThat(site.isResting()).isFalse();
        assertThat(site.isDue(NOON.plusSeconds(10))).isFalse();
    }
}
