package org.sluicemta.delivery.schedule;

import org.jspecify.annotations.Nullable;
import org.sluicemta.delivery.schedule.Decision.Target;

/** How much of a lane's mail may be held. Mail that waits for its domain doesn't count. */
final class LaneRoom {
    /** A tenant or mailing of which nothing is held finds this many times the room in a lane with others. */
    private static final int NEWCOMERS = 4;
    /** All mailings of one tenant may hold this many times what one may. */
    private static final int MAILINGS = 4;

    private final ScheduleLimits limits;
    private final NodeBudget budget;

    LaneRoom(ScheduleLimits limits, NodeBudget budget) {
        this.limits = limits;
        this.budget = budget;
    }

    /** Where a message must go because it, or others like it, would keep different mail out of the lane; else null. */
    @Nullable
    Target otherLane(Lane lane, HeldMail mail) {
        if (lane.isOwnOf(mail) && !lane.isShared()) {
            return null;
        }
        int ofMailing = lane.heldOfMailing(mail);
        if (isCrowded(lane, ofMailing, limits.heldOfTenant())) {
            return ownLane(mail);
        }
        boolean manyMailings =
                lane.isShared() && isCrowded(lane, lane.heldOf(mail.tenant()), MAILINGS * limits.heldOfTenant());
        return manyMailings && ofMailing == 0 ? Target.LANE_OF_TENANT : null;
    }

    private boolean isCrowded(Lane lane, int ofOne, int most) {
        int room = lane.isShared() ? limits.heldOfSharedLane() : limits.heldOfLane();
        boolean full = lane.moving() >= room || lane.octets >= limits.octetsOfLane();
        return ofOne > 0 && full || ofOne >= most && lane.moving() >= room / 2;
    }

    private static Target ownLane(HeldMail mail) {
        return mail.ownLane().mailing() == null ? Target.LANE_OF_TENANT : Target.LANE_OF_MAILING;
    }

    boolean isThereFor(Lane lane, HeldMail mail) {
        return lane.moving() < most(lane, mail) && lane.octets + mail.octets() <= mostOctets(lane, mail);
    }

    private int most(Lane lane, HeldMail mail) {
        return lane.isShared() ? limits.heldOfSharedLane() * newcomer(lane, mail) : limits.heldOfLane();
    }

    private long mostOctets(Lane lane, HeldMail mail) {
        return limits.octetsOfLane() * (lane.isShared() ? newcomer(lane, mail) : 1);
    }

    private static int newcomer(Lane lane, HeldMail mail) {
        return lane.heldOfMailing(mail) == 0 ? NEWCOMERS : 1;
    }

    /** Whether it is worth offering again. */
    boolean isThere(Lane lane) {
        int most = lane.isShared() ? limits.heldOfSharedLane() : limits.heldOfLane();
        return lane.moving() == 0
                || lane.moving() <= most / 2 && lane.octets <= limits.octetsOfLane() / 2 && budget.hasRoom(lane.held);
    }
}
