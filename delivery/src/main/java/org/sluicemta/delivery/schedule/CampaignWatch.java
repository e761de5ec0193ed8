package org.sluicemta.delivery.schedule;

import org.jspecify.annotations.Nullable;
import org.sluicemta.lane.LaneName;

/** What a schedule asks and tells about campaigns that are spread over time. */
public interface CampaignWatch<M extends HeldMail> {
    /** Messages of its campaign that wait for the site, this one included. */
    long waiting(M mail);

    /**
     * How a campaign is spread.
     *
     * @param lane the campaign's
     * @param paced null once it isn't any more
     */
    void spread(LaneName lane, @Nullable PacedCampaign paced);
}
