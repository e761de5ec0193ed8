package org.sluicemta.delivery.schedule;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sluicemta.campaign.CampaignId;
import org.sluicemta.campaign.MailOwner;
import org.sluicemta.campaign.Mailing;
import org.sluicemta.delivery.schedule.Decision.MoveOut;
import org.sluicemta.delivery.schedule.Decision.Postpone;
import org.sluicemta.delivery.schedule.Decision.Target;
import org.sluicemta.gateway.SuspendedDomain;

/**
 * What follows when the gate refuses a message, by what it refuses: the whole site, a tenant, a campaign or a domain.
 * Each waits by itself until the gate says that it is ready, or has said nothing for too long.
 */
final class GateRefusals<M extends HeldMail> {
    private final Permits permits;
    private final Flows<M> flows;
    private final Holding<M> holding;
    private final Flight<M> flight;
    private final Rest rest;
    private final Decisions<M> decisions;
    private final Refusals<Place<M>> ofPlaces;
    private final Refusals<TenantShare<M>> ofTenants;
    private final Refusals<MailingShare<M>> ofMailings;

    GateRefusals(
            Permits permits,
            Flows<M> flows,
            Holding<M> holding,
            Flight<M> flight,
            Rest rest,
            Decisions<M> decisions,
            ScheduleLimits limits) {
        this.permits = permits;
        this.flows = flows;
        this.holding = holding;
        this.flight = flight;
        this.rest = rest;
        this.decisions = decisions;
        this.ofPlaces = new Refusals<>(limits.askAgainAfter());
        this.ofTenants = new Refusals<>(limits.askAgainAfter());
        this.ofMailings = new Refusals<>(limits.askAgainAfter());
    }

    /** The head of the next flow, which is for this domain, gets no permit. */
    void refused(Flow<M> flow, String domain, Instant now) {
        SuspendedDomain down = flows.isCommon() ? permits.suspended(domain) : null;
        if (down != null) {
            holding.removeAll(flow.place).forEach(mail -> decisions.add(new Postpone<>(mail, down)));
        } else if (permits.isFull()) {
            siteRefused(now);
        } else if (permits.isFull(MailOwner.of(flow.tenant.id))) {
            refused(flow.tenant, now);
        } else if (flow.mailing.isCampaign() && permits.isFull(flow.mailing.owner())) {
            refused(flow.mailing, now);
        } else if (flows.isCommon()) {
            holding.refused(flow, now);
            ofPlaces.add(flow.place, now);
            permits.tellWhenReady(domain);
        } else {
            siteRefused(now);
        }
    }

    private void siteRefused(Instant now) {
        rest.refused(now, flight.delivering() > 0);
        permits.tellWhenReady();
    }

    private void refused(TenantShare<M> tenant, Instant now) {
        holding.refused(tenant, now).forEach(mail -> decisions.add(new MoveOut<>(mail, Target.LANE_OF_TENANT)));
        ofTenants.add(tenant, now);
        permits.tellWhenReady(MailOwner.of(tenant.id));
    }

    private void refused(MailingShare<M> mailing, Instant now) {
        holding.refused(mailing, now).forEach(mail -> decisions.add(new MoveOut<>(mail, Target.LANE_OF_MAILING)));
        ofMailings.add(mailing, now);
        permits.tellWhenReady(mailing.owner());
    }

    void domainReady(String domain) {
        Place<M> place = flows.place(domain);
        if (place != null) {
            holding.ready(place);
        }
    }

    void ownerReady(MailOwner owner) {
        CampaignId campaign = owner.campaign();
        if (campaign != null) {
            MailingShare<M> mailing = flows.mailing(owner.tenant(), new Mailing.OfCampaign(campaign));
            if (mailing != null) {
                holding.ready(mailing);
            }
            return;
        }
        TenantShare<M> tenant = flows.tenant(owner.tenant());
        if (tenant != null) {
            holding.ready(tenant);
        }
    }

    /** Those the gate hasn't mentioned for too long are asked for again. */
    void askAgain(Instant now) {
        for (Place<M> place = ofPlaces.overdue(now); place != null; place = ofPlaces.overdue(now)) {
            holding.ready(place);
        }
        for (TenantShare<M> share = ofTenants.overdue(now); share != null; share = ofTenants.overdue(now)) {
            holding.ready(share);
        }
        for (MailingShare<M> share = ofMailings.overdue(now); share != null; share = ofMailings.overdue(now)) {
            holding.ready(share);
        }
    }

    @Nullable
    Instant wakeAt() {
        Instant owners = WakeTimes.earlier(ofTenants.wakeAt(), ofMailings.wakeAt());
        return WakeTimes.earlier(ofPlaces.wakeAt(), owners);
    }
}
