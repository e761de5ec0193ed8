package org.sluicemta.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluicemta.campaign.CampaignId;
import org.sluicemta.campaign.MailOwner;
import org.sluicemta.campaign.Mailing;
import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.SiteId;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.TenantId;

class LaneNameTest {
    @Test
    void readsTheQueueItNames() {
        Random random = new Random(3);
        List<String> sites = List.of("other", "gmail", "mail.example.org", "a_b-c.test");
        for (int i = 0; i < 200; i++) {
            TenantId tenant = random.nextBoolean() ? null : new TenantId("t" + random.nextInt(50));
            SiteId site = new SiteId(sites.get(random.nextInt(sites.size())));
            Mailing mailing = tenant == null || random.nextBoolean()
                    ? null
                    : Mailing.of(random.nextBoolean() ? null : new CampaignId("Spring_26-x"), new StreamId("bulk"));
            LaneName lane = new LaneName(new PoolId("p" + random.nextInt(9)), site, tenant, mailing);
            assertThat(LaneName.parse(lane.queue())).contains(lane);
        }
    }

    @Test
    void writesDotsOfASiteAsTildes() {
        assertThat(new LaneName(new PoolId("mkt"), new SiteId("example.org"), null).queue())
                .isEqualTo("egress.mkt.example~org.shared");
    }

    @Test
    void namesTheCampaignAfterItsTenant() {
        LaneName lane =
                LaneName.parse("egress.mkt.gmail.tenant.acme.campaign.spring").orElseThrow();

        assertThat(lane.mailing()).isEqualTo(new Mailing.OfCampaign(new CampaignId("spring")));
        assertThat(lane.owners())
                .containsExactly(
                        new MailOwner(new TenantId("acme"), new CampaignId("spring")),
                        MailOwner.of(new TenantId("acme")));
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
                "egress.mkt.gmail.tenant.a.list.b",
                "egress.mkt.gmail.shared.a.campaign.b",
                "intake.bounce",
                "later.202611221200"
            })
    void knowsOtherQueuesAsNoLanes(String queue) {
        assertThat(LaneName.parse(queue)).isEmpty();
    }
}
