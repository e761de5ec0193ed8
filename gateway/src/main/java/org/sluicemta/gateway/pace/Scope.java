package org.sluicemta.gateway.pace;

import org.sluicemta.campaign.MailOwner;
import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.SiteId;
import org.sluicemta.egress.SourceId;
import org.sluicemta.egress.WarmUp;

/**
 * What a limit is for.
 *
 * @param name as operators and the store know it, such as {@code source mkt-1 at gmail}
 */
public record Scope(String name) {
    static final Scope SERVER = new Scope("server");

    static Scope of(PoolId pool) {
        return new Scope("pool " + pool);
    }

    static Scope of(SourceId source) {
        return new Scope("source " + source);
    }

    static Scope of(SiteId site) {
        return new Scope("site " + site);
    }

    static Scope of(MailOwner owner) {
        String tenant = "tenant " + owner.tenant();
        return new Scope(owner.campaign() == null ? tenant : "campaign " + owner.campaign() + " of " + tenant);
    }

    static Scope of(WarmUp warmUp, SourceId source) {
        Scope all = new Scope("warm-up of source " + source);
        SiteId site = warmUp.site();
        return site == null ? all : all.at(site);
    }

    Scope at(SiteId site) {
        return new Scope(name + " at " + site);
    }

    @Override
    public String toString() {
        return name;
    }
}
