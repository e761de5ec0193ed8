package org.sluicemta.campaign;

import org.jspecify.annotations.Nullable;
import org.sluicemta.tenant.TenantId;

/**
 * Whose limits mail counts for: a tenant, or one campaign of a tenant.
 *
 * @param campaign null for all of the tenant's mail
 */
public record MailOwner(TenantId tenant, @Nullable CampaignId campaign) {
    public static MailOwner of(TenantId tenant) {
        return new MailOwner(tenant, null);
    }

    @Override
    public String toString() {
        return campaign == null ? tenant.toString() : tenant + ", campaign " + campaign;
    }
}
