package org.sluicemta.gateway.pace;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sluicemta.egress.ConnectionLimits;
import org.sluicemta.egress.EgressNetworks;
import org.sluicemta.egress.EgressPlan;
import org.sluicemta.egress.EgressPool;
import org.sluicemta.egress.EgressSite;
import org.sluicemta.egress.EgressSource;
import org.sluicemta.egress.MessageCap;
import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.RetrySchedule;
import org.sluicemta.egress.SiteId;
import org.sluicemta.egress.SiteLimits;
import org.sluicemta.egress.SourceId;
import org.sluicemta.egress.TlsPolicy;
import org.sluicemta.egress.WarmUp;
import org.sluicemta.egress.WarmUpPlan;

/** A plan with caps, written as operators write them. */
final class PacedPlan {
    static final PoolId POOL = new PoolId("marketing");
    static final PoolId OTHER_POOL = new PoolId("transactional");
    static final SiteId GMAIL = new SiteId("gmail");

    private final Map<PoolId, List<MessageCap>> ofPools = new HashMap<>();
    private final Map<PoolId, List<EgressSource>> sources = new HashMap<>();
    private List<MessageCap> atGmail = List.of();
    private List<MessageCap> ofSourceAtGmail = List.of();
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
                .add(new EgressSource(new SourceId(name), null, name + ".example", 100, List.of(caps), null));
        return this;
    }

    /** A source that sends so much on its first day, its second and so on. */
    PacedPlan warmingUp(String name, LocalDate from, Long... days) {
        WarmUp warmUp = new WarmUp(new WarmUpPlan("test", List.of(days)), from);
        sources.computeIfAbsent(POOL, pool -> new ArrayList<>())
                .add(new EgressSource(new SourceId(name), null, name + ".example", 100, List.of(), warmUp));
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

    PacedPlan connections(int server, int pool) {
        connections = new ConnectionLimits(server, pool, 1000, 20, 0);
        return this;
    }

    EgressPlan plan() {
        return new EgressPlan(
                Map.of(POOL, pool(POOL), OTHER_POOL, pool(OTHER_POOL)),
                Map.of(),
                Map.of(),
                Set.of(),
                Map.of(
                        GMAIL,
                        new EgressSite(
                                GMAIL,
                                List.of("gmail.test"),
                                List.of(),
                                SiteLimits.DEFAULTS,
                                TlsPolicy.OPPORTUNISTIC,
                                atGmail,
                                ofSourceAtGmail)),
                new EgressSite(SiteId.OTHER, List.of(), List.of(), SiteLimits.DEFAULTS, TlsPolicy.OPPORTUNISTIC),
                200,
                Map.of(),
                null,
                25,
                Map.of("default", new RetrySchedule("default", List.of(Duration.ofMinutes(1)), Duration.ofDays(1))),
                1000,
                Duration.ofMinutes(1),
                connections,
                EgressNetworks.ofPort(25));
    }

    private EgressPool pool(PoolId id) {
        List<EgressSource> own = sources.getOrDefault(
                id, List.of(new EgressSource(new SourceId(id + "-1"), null, "mta.sluice.test", 100)));
        return new EgressPool(id, own, ofPools.getOrDefault(id, List.of()));
    }
}
