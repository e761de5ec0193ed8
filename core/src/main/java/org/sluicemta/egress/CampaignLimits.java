package org.sluicemta.egress;

import java.util.Map;
import org.sluicemta.campaign.MailOwner;

/**
 * How much one campaign may send, whichever pools its mail leaves from.
 *
 * @param each of every campaign without limits of its own
 * @param own of single campaigns, in place of those
 */
public record CampaignLimits(SharedLimit each, Map<MailOwner, SharedLimit> own) {
    public static final CampaignLimits NONE = new CampaignLimits(SharedLimit.NONE, Map.of());

    public CampaignLimits {
        own = Map.copyOf(own);
    }

    public SharedLimit of(MailOwner campaign) {
        return own.getOrDefault(campaign, each);
    }
}
