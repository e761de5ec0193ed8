package org.sluicemta.egress;

import java.util.List;

/**
 * Limits over all pools and sites.
 *
 * @param all caps on all messages that leave; none for no limit
 * @param tenants on what one tenant sends
 * @param campaigns on what one campaign sends
 */
public record ServerCaps(List<MessageCap> all, TenantLimits tenants, CampaignLimits campaigns) {
    public static final ServerCaps NONE = new ServerCaps(List.of(), TenantLimits.NONE, CampaignLimits.NONE);

    /** Without limits of campaigns. */
    public ServerCaps(List<MessageCap> all, TenantLimits tenants) {
        this(all, tenants, CampaignLimits.NONE);
    }

    public ServerCaps {
        all = List.copyOf(all);
    }
}
