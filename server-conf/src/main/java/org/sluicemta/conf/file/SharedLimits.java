package org.sluicemta.conf.file;

import java.util.HashMap;
import java.util.Map;
import org.sluicemta.campaign.CampaignId;
import org.sluicemta.campaign.MailOwner;
import org.sluicemta.conf.xml.ElementReader;
import org.sluicemta.conf.xml.Form;
import org.sluicemta.conf.xml.ValueType;
import org.sluicemta.conf.xml.ValueTypes;
import org.sluicemta.egress.CampaignLimits;
import org.sluicemta.egress.SharedLimit;
import org.sluicemta.egress.TenantLimits;
import org.sluicemta.tenant.TenantId;

/** Limits of egress.xml on what leaves from several pools: for a site, or of a tenant. */
final class SharedLimits {
    private static final ValueType<CampaignId> CAMPAIGN = new ValueType<>(
            "1 to 64 letters, digits, hyphens or underscores",
            CampaignId::new,
            Form.pattern("campaign", "[A-Za-z0-9_\\-]{1,64}"));

    private SharedLimits() {}

    /** The element {@code <all-pools>} of a site. */
    static SharedLimit allPools(ElementReader site) {
        return limit(
                site.childOrEmpty("all-pools", "Limits at this site for all pools together."),
                "Deliveries at the same time from all pools, 1 to 100000.",
                "Caps on what all pools send to this site.");
    }

    /**
     * The element {@code <tenant-limits>}.
     *
     * @param where what they hold for, such as {@code at this site}
     */
    static TenantLimits tenants(ElementReader parent, String where) {
        ElementReader tenants = parent.childOrEmpty("tenant-limits", "Limits for each tenant " + where + ".");
        SharedLimit each = limitOfTenant(tenants);
        Map<TenantId, SharedLimit> own = new HashMap<>();
        for (ElementReader tenant : tenants.children("tenant", "Limits for one tenant in place of those for each.")) {
            TenantId id = new TenantId(tenant.required("name", ValueTypes.NAME, "unnamed", "Its name."));
            if (own.put(id, limitOfTenant(tenant)) != null) {
                tenant.problem("tenant \"" + id + "\" has limits already", "Keep one of them");
            }
        }
        return new TenantLimits(each, own);
    }

    /**
     * The element {@code <campaign-limits>}.
     *
     * @param where what they hold for, such as {@code at this site}
     */
    static CampaignLimits campaigns(ElementReader parent, String where) {
        ElementReader campaigns =
                parent.childOrEmpty("campaign-limits", "Limits for each campaign of each tenant " + where + ".");
        SharedLimit each = limitOfTenant(campaigns);
        Map<MailOwner, SharedLimit> own = new HashMap<>();
        for (ElementReader campaign :
                campaigns.children("campaign", "Limits for one campaign in place of those for each.")) {
            MailOwner owner = new MailOwner(
                    new TenantId(campaign.required("tenant", ValueTypes.NAME, "unnamed", "Whose campaign it is.")),
                    campaign.required("name", CAMPAIGN, new CampaignId("unnamed"), "Its name, as in events."));
            if (own.put(owner, limitOfTenant(campaign)) != null) {
                campaign.problem(
                        "campaign \"" + owner.campaign() + "\" of tenant \"" + owner.tenant() + "\" has limits already",
                        "Keep one of them");
            }
        }
        return new CampaignLimits(each, own);
    }

    private static SharedLimit limitOfTenant(ElementReader element) {
        return limit(
                element,
                "Deliveries of its mail at the same time, 1 to 100000.",
                "Caps on its mail, whichever pools it leaves from.");
    }

    private static SharedLimit limit(ElementReader element, String connections, String messages) {
        int most = element.optional(
                        "connections", ValueTypes.integer(1, 100_000), connections + " Default: any number.")
                .orElse(SharedLimit.ANY_NUMBER);
        return new SharedLimit(most, MessageCaps.read(element, messages));
    }
}
