package org.sluicemta.delivery.site;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.delivery.outcome.Settlement;
import org.sluicemta.delivery.schedule.Decision;
import org.sluicemta.delivery.schedule.SiteSchedule;
import org.sluicemta.delivery.schedule.WakeTimes;
import org.sluicemta.gateway.SiteGate;
import org.sluicemta.lane.LaneName;
import org.sluicemta.tenant.TenantId;

/**
 * Carries out the decisions of one pool's and site's schedule: has mail delivered, moved and settled, and lanes opened
 * and closed.
 *
 * <p>Everything here runs on the {@link SiteLoop}'s thread. When the session fails, the broker delivers its messages
 * again. The schedule knows which are still in progress, and known outcomes are used instead of a second delivery.
 */
final class SiteRunner {
    private static final Logger LOG = LoggerFactory.getLogger(SiteRunner.class);

    private final SiteContext context;
    private final SiteLoop loop;
    private final SiteSchedule<LaneMail> schedule;
    private final EndedMail ended = new EndedMail();
    private final MailInFlight inFlight;
    private final LaneMoves moves;
    private final OpenLanes lanes;

    SiteRunner(SiteKey key, SiteGate gate, SiteContext context, Deliveries deliveries, SiteLoop loop) {
        this.context = context;
        this.loop = loop;
        this.moves = new LaneMoves(context);
        this.inFlight = new MailInFlight(context, deliveries, moves, loop::post, this::delivered);
        GatePermits permits = new GatePermits(gate, loop);
        this.schedule = new SiteSchedule<>(
                key.site(),
                permits,
                context.limits().schedule(),
                context.budgets().held(),
                context.budgets().inFlight(),
                context::weight,
                context.campaigns());
        this.lanes = new OpenLanes(key, context, loop, schedule, ended);
        permits.tell(schedule);
        schedule.pausesChanged(context.pauses()::covers);
    }

    OpenLanes lanes() {
        return lanes;
    }

    boolean isIdle() {
        return schedule.isIdle() && ended.isEmpty() && lanes.isEmpty();
    }

    boolean hasInFlight() {
        return schedule.underWay() > 0;
    }

    /** How long there is nothing to do unless something happens; null for forever. */
    @Nullable
    Duration untilWake(Instant now) {
        Instant wake = WakeTimes.earlier(schedule.wakeAt(), ended.wakeAt());
        return wake == null ? null : Duration.between(now, wake);
    }

    /** One round: carries out the schedule's decisions and settles finished mail. */
    void step() {
        Decision<LaneMail> decision = schedule.next(context.clock().instant());
        while (decision != null) {
            act(decision);
            decision = schedule.next(context.clock().instant());
        }
        settle();
    }

    /** If a fault of ours prevented a decision, its mail must come again, and nothing may wait for it. */
    private void act(Decision<LaneMail> decision) {
        try {
            carryOut(decision);
        } catch (RuntimeException | Error e) {
            LaneMail settled = decision.settled();
            if (settled != null) {
                schedule.undone(settled);
            }
            throw e;
        }
    }

    private void carryOut(Decision<LaneMail> decision) {
        Instant now = context.clock().instant();
        switch (decision) {
            case Decision.Deliver<LaneMail> deliver -> {
                ended.begun(deliver.mail());
                inFlight.deliver(deliver.mail(), deliver.slot());
            }
            case Decision.MoveOut<LaneMail> move -> ended.add(move.mail(), moves.out(move.mail(), move.to()), now);
            case Decision.Postpone<LaneMail> postpone ->
                ended.add(postpone.mail(), moves.postponed(postpone.mail(), postpone.domain()), now);
            case Decision.Cancel<LaneMail> cancel -> ended.add(cancel.mail(), moves.cancelled(cancel.mail()), now);
            case Decision.Expire<LaneMail> expire -> ended.add(expire.mail(), moves.expired(expire.mail()), now);
            case Decision.Settle<LaneMail> settle -> ended.add(settle.mail(), ended.known(settle.mail()), now);
            case Decision.GiveBack<LaneMail> giveBack -> giveBack(giveBack.mail());
            case Decision.WantMore<LaneMail> more -> lanes.goOn(more.lane());
            case Decision.OpenLane<LaneMail> open -> lanes.goOn(open.lane());
            case Decision.CloseLane<LaneMail> close -> lanes.hold(close.lane());
        }
    }

    private void giveBack(LaneMail mail) {
        ended.givenBack(mail);
        mail.feed().giveBack(mail);
    }

    private void delivered(LaneMail mail, Settlement settlement) {
        schedule.attempted(mail, settlement.isDeferral());
        ended.delivered(mail, settlement, context.clock().instant());
    }

    private void settle() {
        ended.endCompany(context.clock().instant());
        if (!ended.mayBegin()) {
            return;
        }
        SiteSession current = lanes.session();
        ended.removeIf(mail -> current == null || !current.owns(mail.feed())).forEach(done -> settled(done, false));
        List<Finished> batch = ended.nextBatch();
        if (current != null && !batch.isEmpty()) {
            loop.settle(batch, current);
        }
    }

    /** The batch is durable and the broker has forgotten its messages; or it hasn't, and they come again. */
    void settled(List<Finished> batch, SiteSession by, @Nullable Throwable fault) {
        ended.batchDone();
        batch.forEach(done -> settled(done, fault == null));
        if (fault != null && by == lanes.session()) {
            lanes.failed("cannot acknowledge " + batch.size() + " messages", fault);
        }
    }

    private void settled(Finished done, boolean acknowledged) {
        LaneMail mail = done.mail();
        if (!acknowledged) {
            ended.keep(done);
        }
        schedule.ended(mail, acknowledged);
        mail.feed().settled(context.clock().instant());
        lanes.closeHeld(mail.feed());
        try {
            context.reader().release(mail.mail().content());
        } catch (IOException e) {
            LOG.warn("A spool file could not be deleted and stays until the next start: {}", e.getMessage());
        }
    }

    /** Pauses may have changed. */
    void pausesChanged() {
        schedule.pausesChanged(context.pauses()::covers);
    }

    /**
     * Cancels mail that was received in a lane before it was ordered.
     *
     * @param tenant whose mail alone is meant, or null for all
     */
    PushedMail purge(LaneName lane, @Nullable TenantId tenant, Instant ordered) {
        int waiting = schedule.purged(lane, tenant, ordered);
        PushedMail started = inFlight.purge(lane, tenant, ordered);
        return new PushedMail(waiting + started.cancelled(), started.tooLate());
    }

    /** Takes nothing more. */
    void stop() {
        schedule.stop();
        ended.stop();
    }
}
