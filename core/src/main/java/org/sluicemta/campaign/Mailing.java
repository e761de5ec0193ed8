package org.sluicemta.campaign;

import org.jspecify.annotations.Nullable;
import org.sluicemta.stream.StreamId;

/**
 * What a tenant sends that belongs together, and takes turns with the rest of its mail: a campaign, or the mail of a
 * stream that is of no campaign.
 */
public sealed interface Mailing {
    record OfCampaign(CampaignId campaign) implements Mailing {
        @Override
        public String toString() {
            return "campaign " + campaign;
        }
    }

    record OfStream(StreamId stream) implements Mailing {
        @Override
        public String toString() {
            return "stream " + stream;
        }
    }

    static Mailing of(@Nullable CampaignId campaign, StreamId stream) {
        return campaign == null ? new OfStream(stream) : new OfCampaign(campaign);
    }
}
