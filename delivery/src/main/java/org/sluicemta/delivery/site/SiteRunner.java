package org.sluicemta.delivery.site;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.activemq.artemis.api.core.ActiveMQException;
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
 * Carries out the decisions of one pool's and site's schedule: opens lanes, offers what they push, has mail delivered
 * and settled.
 *
 * <p>Everything here runs on the {@link SiteLoop}'s thread. When the session fails, the broker delivers its messages
 * again. The schedule knows which are still in progress, and known outcomes are used instead of a second delivery.
 */
final class SiteRunner {
    private static final Logger LOG = LoggerFactory.getLogger(SiteRunner.class);

    private final SiteKey key;
    private final SiteContext context;
    private final SiteLoop loop;
    private final SiteSchedule<LaneMail> schedule;
    private final EndedMail ended = new EndedMail();
    private final MailInFlight inFlight;
    private final LaneMoves moves;
    private @Nullable SiteSession session;

    SiteRunner(SiteKey key, SiteGate gate, SiteContext context, Deliveries deliveries, SiteLoop loop) {
        this.key = key;
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
                context::weight);
        permits.tell(schedule);
        schedule.pausesChanged(context.pauses()::covers);
    }

    boolean isIdle() {
        return schedule.isIdle()
                && ended.isEmpty()
                && (session == null || session.feeds().isEmpty());
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

    /** Mail may have arrived in a lane, or it may be opened again. */
    void wake(LaneName lane) {
        try {
            if (context.pauses().covers(lane)) {
                return; // a resume wakes it
            }
            if (session == null) {
                session = new SiteSession(context, loop);
            }
            offer(session.feed(lane, context.clock().instant()));
        } catch (ActiveMQException e) {
            cannotConsume(lane, e);
        } catch (IOException | RuntimeException e) {
            failed("cannot consume from " + lane, e);
            loop.retry(lane);
        }
    }

    /** Trouble with one lane concerns only that lane; only the end of the session concerns all. */
    private void cannotConsume(LaneName lane, ActiveMQException e) {
        switch (e.getType()) {
            // It had no mail, or it would not have been removed. The next message creates it again and wakes it.
            case QUEUE_DOES_NOT_EXIST, ADDRESS_DOES_NOT_EXIST -> LOG.debug("{} is gone", lane);
            case SECURITY_EXCEPTION, ILLEGAL_STATE, ADDRESS_FULL -> {
                LOG.warn("{}: cannot consume from {} at the moment: {}", key, lane, e.getMessage());
                loop.retry(lane);
            }
            default -> {
                failed("cannot consume from " + lane, e);
                loop.retry(lane);
            }
        }
    }

    private void offer(LaneFeed feed) throws ActiveMQException, IOException {
        while (!feed.isHeld()) {
            LaneMail mail = next(feed);
            if (mail == null) {
                return;
            }
            if (schedule.offer(mail)) {
                ended.held(mail);
                feed.taken(context.clock().instant());
            } else {
                feed.hold();
            }
        }
    }

    private @Nullable LaneMail next(LaneFeed feed) throws ActiveMQException, IOException {
        while (true) {
            try {
                return feed.peek();
            } catch (LaneFeed.UnreadableLaneMessage e) {
                LOG.error("Cannot read a message in a lane, moving it to the dead letter queue", e);
                if (session != null) {
                    session.bury(e.message());
                }
            }
        }
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

    /** What a fault of ours prevented must come again, and not be waited for. */
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
            case Decision.WantMore<LaneMail> more -> goOn(more.lane());
            case Decision.OpenLane<LaneMail> open -> goOn(open.lane());
            case Decision.CloseLane<LaneMail> close -> hold(close.lane());
        }
    }

    private void giveBack(LaneMail mail) {
        ended.givenBack(mail);
        mail.feed().giveBack(mail);
    }

    private void goOn(LaneName lane) {
        LaneFeed feed = session == null ? null : session.openFeed(lane);
        if (feed != null) {
            feed.unhold();
        }
        wake(lane);
    }

    private void hold(LaneName lane) {
        LaneFeed feed = session == null ? null : session.openFeed(lane);
        if (feed != null) {
            feed.holdUntilOpened();
            loop.closeSoon(feed);
        }
    }

    /** Closes a lane nothing is to be taken from, once none of its mail is in progress. */
    void closeHeld(LaneFeed feed) {
        SiteSession current = session;
        if (current == null || !current.owns(feed) || !feed.isToBeClosed() || feed.hasTaken()) {
            return;
        }
        try {
            current.close(feed);
        } catch (ActiveMQException | IOException e) {
            failed("cannot let go of " + feed.lane(), e);
        }
    }

    private void delivered(LaneMail mail, Settlement settlement) {
        ended.delivered(mail, settlement, context.clock().instant());
    }

    private void settle() {
        ended.endCompany(context.clock().instant());
        if (!ended.mayBegin()) {
            return;
        }
        SiteSession current = session;
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
        if (fault != null && by == session) {
            failed("cannot acknowledge " + batch.size() + " messages", fault);
        }
    }

    private void settled(Finished done, boolean acknowledged) {
        LaneMail mail = done.mail();
        if (!acknowledged) {
            ended.keep(done);
        }
        schedule.ended(mail, acknowledged);
        mail.feed().settled(context.clock().instant());
        closeHeld(mail.feed());
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
     * Cancels mail received in a lane until now.
     *
     * @param tenant whose mail alone is meant, or null for all
     */
    PushedMail purge(LaneName lane, @Nullable TenantId tenant) {
        int waiting = schedule.purged(lane, tenant, context.clock().instant());
        PushedMail started = inFlight.purge(lane, tenant);
        return new PushedMail(waiting + started.cancelled(), started.tooLate());
    }

    /** The broker pushes nothing more from a lane. Unless the session ended, other lanes aren't affected. */
    void lost(LaneFeed feed, String why) {
        SiteSession current = session;
        if (current == null || !current.owns(feed)) {
            return;
        }
        if (current.hasEnded()) {
            failed(why, new ActiveMQException(why));
            return;
        }
        LOG.warn("{}: {}", key, why);
        schedule.laneLost(feed.lane());
        ended.nothingHeld();
        loop.retry(feed.lane());
        try {
            current.close(feed);
        } catch (ActiveMQException | IOException e) {
            failed("cannot let go of " + feed.lane(), e);
        }
    }

    /** Everything not in progress comes again; its lanes are retried after a pause. */
    void failed(String what, Throwable e) {
        LOG.warn("{}: {}: {}", key, what, e.getMessage());
        SiteSession old = session;
        session = null;
        schedule.sessionLost();
        ended.nothingHeld();
        if (old != null) {
            old.feeds().forEach(feed -> loop.retry(feed.lane()));
            close(old);
        }
    }

    private static void close(SiteSession session) {
        try {
            session.close();
        } catch (ActiveMQException e) {
            LOG.debug("A failed session did not close; the broker drops it with its connection", e);
        }
    }

    /** Closes lanes that have been empty for a while. */
    void tidy() {
        SiteSession current = session;
        if (current == null) {
            return;
        }
        Instant idleSince = context.clock().instant().minus(context.limits().laneIdle());
        try {
            for (LaneFeed feed : current.feeds()) {
                if (feed.isIdleSince(idleSince)) {
                    current.close(feed);
                }
            }
        } catch (ActiveMQException | IOException e) {
            failed("cannot let go of a lane", e);
        }
    }

    /** Takes nothing more. */
    void stop() {
        schedule.stop();
        ended.stop();
    }

    /** Returns everything taken and not acknowledged. */
    void close() {
        SiteSession current = session;
        session = null;
        if (current != null) {
            close(current);
        }
    }
}
