package org.sluicemta.gateway.pace;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sluicemta.campaign.MailOwner;
import org.sluicemta.egress.AdaptivePace;
import org.sluicemta.egress.AddressOrder;
import org.sluicemta.egress.CampaignLimits;
import org.sluicemta.egress.ConnectionLimits;
import org.sluicemta.egress.EgressPlan;
import org.sluicemta.egress.EgressPool;
import org.sluicemta.egress.EgressSite;
import org.sluicemta.egress.EgressSource;
import org.sluicemta.egress.MessageCap;
import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.SendRates;
import org.sluicemta.egress.ServerCaps;
import org.sluicemta.egress.SharedLimit;
import org.sluicemta.egress.SiteCaps;
import org.sluicemta.egress.SiteId;
import org.sluicemta.egress.SiteLimits;
import org.sluicemta.egress.SourceId;
import org.sluicemta.egress.TenantLimits;
import org.sluicemta.egress.TlsClient;
import org.sluicemta.egress.TlsPolicy;
import org.sluicemta.egress.WarmUp;
import org.sluicemta.egress.WarmUpPlan;
import org.sluicemta.tenant.TenantId;
import org.sluicemta.testing.egress.TestPlans;

/** A plan with caps, written as operators write them. */
final class PacedPlan {
    private SendRates rates = SendRates.NONE;
    private SendRates ratesAtGmail = SendRates.NONE;
    static final PoolId POOL = new PoolId("marketing");
    static final PoolId OTHER_POOL = new PoolId("transactional");
    static final SiteId GMAIL = new SiteId("gmail");

    private final Map<PoolId, List<MessageCap>> ofPools = new HashMap<>();
    private final Map<PoolId, List<EgressSource>> sources = new HashMap<>();
    private SiteLimits toGmail = SiteLimits.DEFAULTS;
    private List<MessageCap> atGmail = List.of();
    private List<MessageCap> ofSourceAtGmail = List.of();
    private SharedLimit allPoolsAtGmail = SharedLimit.NONE;
    private List<MessageCap> ofServer = List.of();
    private SharedLimit ofEachTenant = SharedLimit.NONE;
    private SharedLimit ofEachTenantAtGmail = SharedLimit.NONE;
    private final Map<TenantId, SharedLimit> ofTenants = new HashMap<>();
    private SharedLimit ofEachCampaign = SharedLimit.NONE;
    private SharedLimit ofEachCampaignAtGmail = SharedLimit.NONE;
    private final Map<MailOwner, SharedLimit> ofCampaigns = new HashMap<>();
    private ConnectionLimits connections = ConnectionLimits.DEFAULTS;

    static MessageCap cap(long messages, Duration period) {
        return new MessageCap(messages, period);
    }

    PacedPlan pool(PoolId pool, MessageCap... caps) {
        ofPools.put(pool, List.of(caps));
        return this;
    }

    PacedPlan source(String name, MessageCap... caps) {
        sources.computeIfAbsent(POOL, pool -> new ArrayList<>())
                .add(new EgressSource(new SourceId(name), null, name + ".example", 100, List.of(caps), List.of()));
        return this;
    }

    /** A source that sends so much on its first day, its second and so on. */
    PacedPlan warmingUp(String name, LocalDate from, Long... days) {
        return warmingUp(name, new WarmUp(new WarmUpPlan("test", List.of(days)), from));
    }

    PacedPlan warmingUp(String name, WarmUp warmUp) {
        sources.computeIfAbsent(POOL, pool -> new ArrayList<>())
                .add(new EgressSource(new SourceId(name), null, name + ".example", 100, List.of(), List.of(warmUp)));
        return this;
    }

    PacedPlan gmail(MessageCap... caps) {
        atGmail = List.of(caps);
        return this;
    }

    PacedPlan sourceAtGmail(MessageCap... caps) {
        ofSourceAtGmail = List.of(caps);
        return this;
    }

    PacedPlan gmail(SiteLimits limits) {
        toGmail = limits;
        return this;
    }

    PacedPlan allPoolsAtGmail(int connections, MessageCap... caps) {
        allPoolsAtGmail = new SharedLimit(connections, List.of(caps));
        return this;
    }

    PacedPlan server(MessageCap... caps) {
        ofServer = List.of(caps);
        return this;
    }

    PacedPlan eachTenant(int connections, MessageCap... caps) {
        ofEachTenant = new SharedLimit(connections, List.of(caps));
        return this;
    }

    PacedPlan tenant(TenantId tenant, int connections, MessageCap... caps) {
        ofTenants.put(tenant, new SharedLimit(connections, List.of(caps)));
        return this;
    }

    PacedPlan eachTenantAtGmail(int connections, MessageCap... caps) {
        ofEachTenantAtGmail = new SharedLimit(connections, List.of(caps));
        return this;
    }

    PacedPlan rates(double connections, long octets) {
        rates = new SendRates(connections, octets);
        return this;
    }

    PacedPlan ratesAtGmail(double connections, long octets) {
        ratesAtGmail = new SendRates(connections, octets);
        return this;
    }

    PacedPlan eachCampaign(int connections, MessageCap... caps) {
        ofEachCampaign = new SharedLimit(connections, List.of(caps));
        return this;
    }

    PacedPlan campaign(MailOwner campaign, int connections, MessageCap... caps) {
        ofCampaigns.put(campaign, new SharedLimit(connections, List.of(caps)));
        return this;
    }

    PacedPlan eachCampaignAtGmail(int connections, MessageCap... caps) {
        ofEachCampaignAtGmail = new SharedLimit(connections, List.of(caps));
        return this;
    }

    PacedPlan connections(int server, int pool) {
        connections = new ConnectionLimits(server, pool, 1000, 20, 0);
        return this;
    }

    EgressPlan plan() {
        EgressSite gmail = new EgressSite(
                GMAIL,
                List.of("gmail.test"),
                List.of(),
                List.of(),
                toGmail,
                TlsPolicy.OPPORTUNISTIC,
                new SiteCaps(
                        atGmail,
                        ofSourceAtGmail,
                        allPoolsAtGmail,
                        new TenantLimits(ofEachTenantAtGmail, Map.of()),
                        new CampaignLimits(ofEachCampaignAtGmail, Map.of()),
                        ratesAtGmail),
                AdaptivePace.DEFAULTS,
                AddressOrder.IPV4_FIRST,
                null,
                TlsClient.DEFAULTS);
        return TestPlans.of(
                Map.of(POOL, pool(POOL), OTHER_POOL, pool(OTHER_POOL)),
                Map.of(GMAIL, gmail),
                SiteLimits.DEFAULTS,
                200,
                connections,
                new ServerCaps(
                        ofServer,
                        new TenantLimits(ofEachTenant, ofTenants),
                        new CampaignLimits(ofEachCampaign, ofCampaigns)));
    }

    private EgressPool pool(PoolId id) {
        List<EgressSource> own = sources.getOrDefault(
                id, List.of(new EgressSource(new SourceId(id + "-1"), null, "mta.sluice.test", 100)));
        return new EgressPool(id, own, ofPools.getOrDefault(id, List.of()), rates);
    }
}
