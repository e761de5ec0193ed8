package org.sluicemta.delivery.site;

import java.time.InstantSource;
import javax.inject.Inject;
import org.sluicemta.delivery.outcome.Removals;
import org.sluicemta.delivery.outcome.Settler;
import org.sluicemta.egress.EgressPlans;
import org.sluicemta.queue.broker.Connections;
import org.sluicemta.queue.lane.LaneReader;
import org.sluicemta.queue.lane.LaneUse;
import org.sluicemta.queue.lane.Lanes;
import org.sluicemta.queue.lane.MailSettler;
import org.sluicemta.queue.lane.Pauses;
import org.sluicemta.queue.lane.Sites;
import org.sluicemta.queue.lane.TimeSlots;
import org.sluicemta.tenant.Tenant;
import org.sluicemta.tenant.TenantDirectory;
import org.sluicemta.tenant.TenantId;

/** What every scheduler needs. */
record SiteContext(
        Connections connections,
        LaneUse use,
        LaneReader reader,
        MailSettler mail,
        Lanes lanes,
        Sites sites,
        Pauses pauses,
        Settler settler,
        Removals removals,
        TimeSlots slots,
        EgressLimits limits,
        NodeBudgets budgets,
        PacedCampaigns campaigns,
        TenantDirectory tenants,
        EgressPlans plans,
        InstantSource clock) {
    @Inject
    SiteContext {}

    /** A tenant that was removed has its mail delivered at the common weight. */
    int weight(TenantId tenant) {
        return tenants.find(tenant).map(Tenant::weight).orElse(Tenant.DEFAULT_WEIGHT);
    }
}
