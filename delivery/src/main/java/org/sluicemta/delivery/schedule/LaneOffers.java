package org.sluicemta.delivery.schedule;

import java.util.function.Predicate;
import org.sluicemta.delivery.schedule.Decision.Cancel;
import org.sluicemta.delivery.schedule.Decision.MoveOut;
import org.sluicemta.delivery.schedule.Decision.Settle;
import org.sluicemta.delivery.schedule.Decision.Target;
import org.sluicemta.lane.LaneName;

/**
 * What becomes of mail that a lane offers: it is held for its turn, decided at once because its outcome is known or it
 * may not wait here, or left in its lane.
 */
final class LaneOffers<M extends HeldMail> {
    private final Holding<M> holding;
    private final Flight<M> flight;
    private final Rest rest;
    private final Expiry expiry;
    private final Purges purges;
    private final Decisions<M> decisions;
    private Predicate<LaneName> paused = lane -> false;

    LaneOffers(Holding<M> holding, Flight<M> flight, Rest rest, Expiry expiry, Purges purges, Decisions<M> decisions) {
        this.holding = holding;
        this.flight = flight;
        this.rest = rest;
        this.expiry = expiry;
        this.purges = purges;
        this.decisions = decisions;
    }

    /** @param lanes lanes nothing may be taken from */
    void pause(Predicate<LaneName> lanes) {
        paused = lanes;
    }

    boolean isPaused(LaneName lane) {
        return paused.test(lane);
    }

    /** Its tenant is paused, but not the lane, which other tenants share. */
    boolean isPausedInSharedLane(M mail) {
        LaneName lane = mail.lane();
        return lane.tenant() == null && paused.test(new LaneName(lane.pool(), lane.site(), mail.tenant()));
    }

    /** False when the lane is full or closed. */
    boolean offer(M mail) {
        Lane lane = holding.lane(mail.lane(), rest.isResting() || paused.test(mail.lane()));
        if (lane.closed) {
            return false;
        }
        boolean taken = flight.keepBeside(mail) || take(lane, mail);
        holding.forgetIfIdle(lane);
        return taken;
    }

    private boolean take(Lane lane, M mail) {
        if (flight.isKnown(mail)) {
            return settle(lane, new Settle<>(mail));
        }
        if (purges.cover(mail)) {
            return settle(lane, new Cancel<>(mail));
        }
        if (isPausedInSharedLane(mail)) {
            return settle(lane, new MoveOut<>(mail, Target.LANE_OF_TENANT));
        }
        Target refused = holding.isRefused(lane, mail);
        Target target = refused != null ? refused : holding.isInTheWay(lane, mail);
        if (target != null) {
            return settle(lane, new MoveOut<>(mail, target));
        }
        if (!holding.hold(lane, mail)) {
            lane.refused = true;
            return false;
        }
        expiry.add(mail.expiresAt());
        return true;
    }

    private boolean settle(Lane lane, Decision<M> decision) {
        if (!flight.maySettle()) {
            flight.awaitSettlement(lane);
            return false;
        }
        decisions.add(decision);
        return true;
    }
}
