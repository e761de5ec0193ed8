package org.sluicemta.delivery.schedule;

import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.sluicemta.campaign.MailOwner;
import org.sluicemta.delivery.schedule.Decision.Cancel;
import org.sluicemta.delivery.schedule.Decision.Deliver;
import org.sluicemta.delivery.schedule.Decision.Expire;
import org.sluicemta.delivery.schedule.Decision.GiveBack;
import org.sluicemta.delivery.schedule.Decision.MoveOut;
import org.sluicemta.delivery.schedule.Decision.OpenLane;
import org.sluicemta.delivery.schedule.Decision.Settle;
import org.sluicemta.delivery.schedule.Decision.Target;
import org.sluicemta.egress.SiteId;
import org.sluicemta.gateway.DeliverySlot;
import org.sluicemta.lane.LaneName;
import org.sluicemta.tenant.TenantId;

/**
 * Decides what happens to one pool's mail for one site, and when. Messages are offered as the broker pushes them. After
 * each input, call {@link #next} until it returns null. There is then nothing to do before the next input or {@link
 * #wakeAt}. Not thread-safe.
 *
 * <ul>
 *   <li>More urgent mail goes first, but not all of it: see {@link Rings}.
 *   <li>Tenants share the site by weight, message by message, and campaigns the turns of their tenant: see {@link
 *       Turns}.
 *   <li>A campaign may be spread over time: see {@link CampaignPaces}.
 *   <li>A tenant or a campaign whose own limits let nothing more leave stops only its own mail.
 *   <li>In the common site, a domain that accepts no more stops only its own mail: see {@link Place}.
 *   <li>What is offered is held, settled at once or left in its lane: see {@link LaneOffers}.
 *   <li>Held mail is bounded, and no lane waits for one tenant or domain: see {@link Holding}.
 *   <li>A site that accepts nothing is left alone: see {@link Rest}.
 * </ul>
 */
public final class SiteSchedule<M extends HeldMail> {
    private final Permits permits;
    private final Turns<M> turns;
    private final Holding<M> holding;
    private final Flight<M> flight;
    private final Rest rest;
    private final GateRefusals<M> refusals;
    private final CampaignPaces<M> paces;
    private final Expiry expiry = new Expiry();
    private final Purges purges = new Purges();
    private final Decisions<M> decisions;
    private final LaneOffers<M> offers;
    private boolean stopped;

    /**
     * @param held limit on what all schedules of this node hold
     * @param inFlight limit on what they deliver at the same time
     * @param weights of tenants, 1 or more
     * @param campaigns knows of those that are spread over time
     */
    public SiteSchedule(
            SiteId site,
            Permits permits,
            ScheduleLimits limits,
            NodeBudget held,
            NodeBudget inFlight,
            ToIntFunction<TenantId> weights,
            CampaignWatch<M> campaigns) {
        this.paces = new CampaignPaces<>(campaigns);
        this.permits = permits;
        Flows<M> flows = new Flows<>(site.equals(SiteId.OTHER), weights);
        this.turns = new Turns<>(flows);
        this.flight = new Flight<>(limits, inFlight);
        this.decisions = new Decisions<>(flight);
        this.holding = new Holding<>(limits, held, flows, turns, decisions::add);
        this.rest = new Rest(limits);
        this.offers = new LaneOffers<>(holding, flight, rest, expiry, purges, decisions);
        this.refusals = new GateRefusals<>(permits, flows, holding, flight, rest, decisions, limits);
    }

    /**
     * Offers mail to the schedule. False when its lane is full or closed; a {@link Decision.WantMore} or an {@link
     * OpenLane} says when to offer it again.
     */
    public boolean offer(M mail) {
        return !stopped && offers.offer(mail);
    }

    /** What to do now, or null for nothing. */
    public @Nullable Decision<M> next(Instant now) {
        if (decisions.isEmpty() && !stopped) {
            lookAtClock(now);
        }
        Decision<M> first = decisions.poll();
        if (first != null || stopped) {
            return first;
        }
        return nextDelivery(now);
    }

    private void lookAtClock(Instant now) {
        if (rest.isOverdue(now)) {
            siteReady();
        }
        refusals.askAgain(now);
        for (MailingShare<M> share = paces.due(now); share != null; share = paces.due(now)) {
            holding.ready(share);
        }
        if (expiry.isDue(now)) {
            expire(now);
        }
        if (rest.begin(now, flight.delivering() > 0)) {
            holding.close(lane -> true);
            giveBack(lane -> true);
        }
    }

    private void expire(Instant now) {
        Predicate<M> isOver = mail -> !now.isBefore(mail.expiresAt());
        holding.removeIf(lane -> true, isOver).forEach(mail -> decisions.add(new Expire<>(mail)));
        holding.each(mail -> expiry.add(mail.expiresAt()));
    }

    private @Nullable Decision<M> nextDelivery(Instant now) {
        while (decisions.isEmpty() && !rest.hasRefused() && flight.mayDeliver()) {
            Flow<M> flow = turns.next();
            if (flow == null) {
                return null;
            }
            M mail = flow.head();
            if (!now.isBefore(mail.expiresAt())) {
                holding.removeHead(flow, 0);
                decisions.add(new Expire<>(mail));
                break;
            }
            Instant notBefore = paces.notBefore(mail, now);
            if (notBefore != null) {
                putOff(flow.mailing, notBefore, now);
                continue;
            }
            DeliverySlot slot = permits.tryTake(mail.domain(), mail.owner());
            if (slot != null) {
                holding.removeHead(flow, mail.cost());
                flight.deliver(mail);
                paces.left(mail, now);
                return new Deliver<>(mail, slot);
            }
            refusals.refused(flow, mail.domain(), now);
        }
        return decisions.poll();
    }

    /** Its next message isn't due yet. */
    private void putOff(MailingShare<M> campaign, Instant end, Instant now) {
        holding.refused(campaign, now).forEach(mail -> decisions.add(new MoveOut<>(mail, Target.LANE_OF_MAILING)));
        paces.await(campaign, end, now);
    }

    /** A delivery's outcome is known; {@link #ended} follows. */
    public void attempted(M mail, boolean deferred) {
        paces.ended(mail, deferred);
    }

    /** The gate may grant permits again. */
    public void siteReady() {
        if (rest.end()) {
            holding.open(lane -> !offers.isPaused(lane.name));
        }
    }

    /** The gate may grant permits for the domain again, or knows it is down. */
    public void domainReady(String domain) {
        refusals.domainReady(domain);
    }

    /** The limits of a tenant or a campaign may allow more. */
    public void ownerReady(MailOwner owner) {
        refusals.ownerReady(owner);
    }

    /**
     * A decision about a message was carried out.
     *
     * @param acknowledged whether the broker has forgotten it; otherwise it comes again, and {@link Settle} says so
     */
    public void ended(M mail, boolean acknowledged) {
        flight.ended(mail, acknowledged).forEach(again -> comesAgain(again, acknowledged));
        for (Lane lane : flight.endAwaitingSettlement()) {
            lane.refused = false;
            decisions.add(new Decision.WantMore<>(lane.name));
            holding.forgetIfIdle(lane);
        }
    }

    /**
     * A decision about a message could not be carried out: it counts as never taken. Its session must be closed, so
     * that it comes again.
     */
    public void undone(M mail) {
        flight.undo(mail, false).forEach(again -> comesAgain(again, true));
    }

    /** An acknowledged message was moved; this is the message in its new lane. */
    private void comesAgain(M mail, boolean acknowledged) {
        if (!acknowledged && !stopped) {
            decisions.add(new Settle<>(mail));
        } else if (!offer(mail)) {
            decisions.add(new GiveBack<>(mail));
        }
    }

    /** An operator paused or resumed something. @param lanes lanes nothing may be taken from */
    public void pausesChanged(Predicate<LaneName> lanes) {
        offers.pause(lanes);
        holding.close(lane -> lanes.test(lane.name));
        giveBack(lane -> lane.closed);
        if (!rest.isResting()) {
            holding.open(lane -> !lanes.test(lane.name));
        }
        holding.removeIf(Lane::isShared, offers::isPausedInSharedLane)
                .forEach(mail -> decisions.add(new MoveOut<>(mail, Target.LANE_OF_TENANT)));
    }

    /**
     * An operator purged a lane. Mail received before the order is cancelled, even if it is offered later.
     *
     * @param tenant whose mail alone is meant, or null for all of the lane's
     * @return how much of it was waiting here for its turn
     */
    public int purged(LaneName lane, @Nullable TenantId tenant, Instant ordered) {
        Purges.Purge purge = purges.add(lane, tenant, ordered);
        List<M> cancelled = holding.removeIf(each -> each.name.equals(lane), purge::covers);
        cancelled.forEach(mail -> decisions.add(new Cancel<>(mail)));
        return cancelled.size();
    }

    /**
     * The session is gone. Mail that was taken and isn't in progress will be pushed again once its lanes are open.
     * Closed lanes stay closed.
     */
    public void sessionLost() {
        lost(lane -> true);
    }

    /** The same for one lane: its queue was removed, or pushes nothing more. */
    public void laneLost(LaneName lane) {
        lost(lane::equals);
    }

    private void lost(Predicate<LaneName> lanes) {
        holding.removeIf(lane -> lanes.test(lane.name), mail -> true);
        flight.dropKept(mail -> lanes.test(mail.lane()));
        decisions.lost(lanes);
        holding.forgetOpen(lanes);
    }

    /** Takes nothing more, and returns what isn't in progress. */
    public void stop() {
        stopped = true;
        giveBack(lane -> true);
    }

    private void giveBack(Predicate<Lane> lanes) {
        holding.removeIf(lanes, mail -> true).forEach(mail -> decisions.add(new GiveBack<>(mail)));
        flight.dropKept(mail -> holding.isAny(mail.lane(), lanes)).forEach(mail -> decisions.add(new GiveBack<>(mail)));
    }

    /** When {@link #next} may have something to do without further input; null for never. */
    public @Nullable Instant wakeAt() {
        Instant refused = WakeTimes.earlier(refusals.wakeAt(), paces.wakeAt());
        return WakeTimes.earlier(rest.wakeAt(), WakeTimes.earlier(refused, expiry.wakeAt()));
    }

    /** Messages being delivered or settled. */
    public int underWay() {
        return flight.delivering() + flight.settling();
    }

    /** Messages waiting for their turn. */
    public int held() {
        return holding.held();
    }

    /** Whether it can be forgotten: nothing is held or in progress, and no lane waits to be opened. */
    public boolean isIdle() {
        return underWay() == 0 && decisions.isEmpty() && holding.isEmpty();
    }
}
