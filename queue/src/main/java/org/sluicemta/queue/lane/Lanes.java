package org.sluicemta.queue.lane;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.sluicemta.campaign.Campaign;
import org.sluicemta.campaign.CampaignId;
import org.sluicemta.campaign.Mailing;
import org.sluicemta.egress.EgressPlans;
import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.SiteId;
import org.sluicemta.lane.LaneName;
import org.sluicemta.letter.OutboundMessage;
import org.sluicemta.tenant.TenantId;

/**
 * Which lane a message waits in. Tenants with little mail share one. A tenant whose backlog at a site passes the
 * threshold, or that is paused there, has its own until it has drained. So has a campaign, because the rest of its
 * tenant's mail must not wait for it. A domain without a configured site uses the common site until its backlog gives its
 * MX hosts a site of their own, with all domains that have the same. So the number of lanes follows the number of
 * backlogs.
 */
@Singleton
public final class Lanes {
    private static final int MOST_IN_THE_WAY = 64;
    private static final int MOST_MAILINGS = 1_000;

    private final EgressPlans plans;
    private final Pauses pauses;
    private final Backlogs backlogs = new Backlogs();
    private final Set<Object> parted = ConcurrentHashMap.newKeySet();
    private final Set<Object> partedMailings = ConcurrentHashMap.newKeySet();
    private final Set<Object> inTheWay = ConcurrentHashMap.newKeySet();

    @Inject
    public Lanes(EgressPlans plans, Pauses pauses) {
        this.plans = plans;
        this.pauses = pauses;
    }

    /**
     * The site for a domain's mail.
     *
     * @param known as {@link Sites#ofHosts} says
     * @return the configured site; that of its hosts, or if they aren't known the domain itself, once it has outgrown the
     *     common site; else that
     */
    public SiteId site(PoolId pool, SiteId known, String domain) {
        if (!known.isOfHosts()) {
            boolean own =
                    known.equals(SiteId.OTHER) && isSiteName(domain) && isParted(new Backlogs.OfDomain(pool, domain));
            return own ? new SiteId(domain) : known;
        }
        Backlogs.OfHosts hosts = new Backlogs.OfHosts(pool, known);
        if (parted.contains(hosts)) {
            return known;
        }
        if (!hasBacklog(new Backlogs.OfDomain(pool, domain))) {
            return SiteId.OTHER;
        }
        parted.add(hosts);
        return known;
    }

    /** The lane for a message at its site. */
    public LaneName lane(OutboundMessage mail) {
        PoolId pool = mail.pool();
        SiteId site = mail.site();
        TenantId tenant = mail.tenant();
        boolean paused = pauses.parts(pool, site, tenant);
        LaneName own = ownLane(mail);
        if (own.mailing() != null
                && !paused
                && (isSpread(mail) && part(own) || isParted(new Backlogs.OfMailing(own)))) {
            return own;
        }
        boolean parted = paused || isParted(new Backlogs.OfTenant(pool, site, tenant));
        return new LaneName(pool, site, parted ? tenant : null);
    }

    /** Its lane tells after a restart how much of the campaign is left. */
    private static boolean isSpread(OutboundMessage mail) {
        Campaign campaign = mail.campaign();
        return campaign != null && campaign.deliverUntil() != null;
    }

    /** Messages of a campaign or stream that wait at a site, as far as this node knows. @param own its lane */
    public long waiting(LaneName own) {
        return backlogs.of(new Backlogs.OfMailing(own));
    }

    /**
     * The lane where a message delays no other campaign of its tenant, nor another stream where several leave by its
     * pool; else the lane of its tenant.
     */
    public LaneName ownLane(OutboundMessage mail) {
        CampaignId campaign = mail.campaignId();
        boolean alone = campaign == null && !plans.current().hasSeveralStreams(mail.pool());
        return new LaneName(
                mail.pool(), mail.site(), mail.tenant(), alone ? null : Mailing.of(campaign, mail.stream()));
    }

    /**
     * Gives a domain that blocks others in the common site, or its hosts, a site of its own until its mail has drained.
     * Empty while too many already have one for that reason, because lanes are expensive.
     *
     * @param known as {@link Sites#ofHosts} says
     */
    public Optional<SiteId> part(PoolId pool, SiteId known, String domain) {
        boolean byHosts = known.isOfHosts();
        Object owner = byHosts ? new Backlogs.OfHosts(pool, known) : new Backlogs.OfDomain(pool, domain);
        if (!parted.contains(owner)) {
            if (!byHosts && !isSiteName(domain) || inTheWay.size() >= MOST_IN_THE_WAY) {
                return Optional.empty();
            }
            inTheWay.add(owner);
            parted.add(owner);
        }
        return Optional.of(byHosts ? known : new SiteId(domain));
    }

    /** Gives a tenant whose mail blocks others at a site a lane of its own until it has drained. */
    public void part(PoolId pool, SiteId site, TenantId tenant) {
        parted.add(new Backlogs.OfTenant(pool, site, tenant));
    }

    /**
     * Gives a campaign or stream whose mail blocks others of its tenant at a site a lane of its own until it has drained.
     * Returns false while too many already have one.
     *
     * @param own its lane
     */
    public boolean part(LaneName own) {
        Backlogs.OfMailing owner = new Backlogs.OfMailing(own);
        if (parted.contains(owner)) {
            return true;
        }
        if (partedMailings.size() >= MOST_MAILINGS) {
            forgetMailingsThatNeverCame();
        }
        if (partedMailings.size() >= MOST_MAILINGS) {
            return false;
        }
        partedMailings.add(owner);
        parted.add(owner);
        return true;
    }

    /** The client of a message has gone away, or the broker didn't take it. */
    private void forgetMailingsThatNeverCame() {
        for (Object owner : partedMailings) {
            if (backlogs.of(owner) == 0) {
                parted.remove(owner);
                partedMailings.remove(owner);
            }
        }
    }

    private boolean isParted(Object owner) {
        if (parted.contains(owner)) {
            return true;
        }
        if (!hasBacklog(owner)) {
            return false;
        }
        parted.add(owner);
        return true;
    }

    private boolean hasBacklog(Object owner) {
        return backlogs.of(owner) >= plans.current().ownLaneThreshold();
    }

    /** An address literal can't be a site's name. */
    private static boolean isSiteName(String domain) {
        return domain.chars()
                .allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '_' || c == '.');
    }

    /** A message has entered a lane. */
    public void entered(OutboundMessage mail) {
        backlogs.add(owner(mail), 1);
        ofCommon(mail).ifPresent(owner -> backlogs.add(owner, 1));
    }

    /** A message has left a lane. */
    public void left(OutboundMessage mail) {
        forget(owner(mail));
        ofCommon(mail).ifPresent(this::forget);
    }

    private Object owner(OutboundMessage mail) {
        LaneName own = ownLane(mail);
        return own.mailing() == null
                ? new Backlogs.OfTenant(mail.pool(), mail.site(), mail.tenant())
                : new Backlogs.OfMailing(own);
    }

    /** A lane found at start, with its depth. A tenant or domain with its own lane keeps it until it has drained. */
    public void found(LaneName lane, long depth) {
        int counted = (int) Math.min(depth, Integer.MAX_VALUE);
        TenantId tenant = lane.tenant();
        if (tenant != null && depth > 0) {
            keep(
                    lane.mailing() == null
                            ? new Backlogs.OfTenant(lane.pool(), lane.site(), tenant)
                            : new Backlogs.OfMailing(lane),
                    counted);
        }
        if (depth > 0 && lane.site().isOfHosts()) {
            keep(new Backlogs.OfHosts(lane.pool(), lane.site()), counted);
        } else if (depth > 0 && lane.site().value().indexOf('.') > 0) {
            keep(new Backlogs.OfDomain(lane.pool(), lane.site().value()), counted);
        }
    }

    private void keep(Object owner, int depth) {
        backlogs.add(owner, depth);
        parted.add(owner);
    }

    private void forget(Object owner) {
        if (backlogs.remove(owner)) {
            parted.remove(owner);
            inTheWay.remove(owner);
            partedMailings.remove(owner);
        }
    }

    /** Whose backlog it belongs to if its domain has no configured site. */
    private static Optional<Object> ofCommon(OutboundMessage mail) {
        if (mail.site().isOfHosts()) {
            return Optional.of(new Backlogs.OfHosts(mail.pool(), mail.site()));
        }
        boolean ofDomain =
                mail.site().equals(SiteId.OTHER) || mail.site().value().equals(domain(mail));
        return ofDomain ? Optional.of(new Backlogs.OfDomain(mail.pool(), domain(mail))) : Optional.empty();
    }

    private static String domain(OutboundMessage mail) {
        return mail.recipients().getFirst().address().domain();
    }
}
