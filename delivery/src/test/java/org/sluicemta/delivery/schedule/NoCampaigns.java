package org.sluicemta.delivery.schedule;

import org.jspecify.annotations.Nullable;
import org.sluicemta.lane.LaneName;

/** No campaign is spread over time. */
final class NoCampaigns<M extends HeldMail> implements CampaignWatch<M> {
    @Override
    public long waiting(M mail) {
        throw new AssertionError(mail + " is to leave at once");
    }

    @Override
    public void spread(LaneName lane, @Nullable PacedCampaign paced) {
        throw new AssertionError(lane + " is to leave at once");
    }
}
