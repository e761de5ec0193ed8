package org.sluicemta.egress;

import java.util.List;

/**
 * Limits at a site beside those of a pool's connections there.
 *
 * @param pool caps on what one pool may send to it; none for no limit
 * @param source caps on what one source may send to it; none for no limit
 * @param allPools on what all pools send to it together
 * @param tenants on what one tenant sends to it
 * @param campaigns on what one campaign sends to it
 * @param poolRates of what one pool sends to it
 */
public record SiteCaps(
        List<MessageCap> pool,
        List<MessageCap> source,
        SharedLimit allPools,
        TenantLimits tenants,
        CampaignLimits campaigns,
        SendRates poolRates) {
    public static final SiteCaps NONE = new SiteCaps(
            List.of(), List.of(), SharedLimit.NONE, TenantLimits.NONE, CampaignLimits.NONE, SendRates.NONE);

    public SiteCaps {
        pool = List.copyOf(pool);
        source = List.copyOf(source);
    }
}
