package org.sluicemta.delivery.schedule;

/** How much of a lane's mail may be held. Mail that waits for its domain doesn't count. */
final class LaneRoom {
    /** A tenant of which nothing is held finds this many times the room in a shared lane. */
    private static final int NEWCOMERS = 4;

    private final ScheduleLimits limits;
    private final NodeBudget budget;

    LaneRoom(ScheduleLimits limits, NodeBudget budget) {
        this.limits = limits;
        this.budget = budget;
    }

    /** Whether one tenant's mail would keep others out of a shared lane. */
    boolean isCrowdedBy(Lane lane, HeldMail mail) {
        int ofTenant = lane.heldOf(mail.tenant());
        int room = limits.heldOfSharedLane();
        boolean full = lane.moving() >= room || lane.octets >= limits.octetsOfLane();
        return ofTenant > 0 && full || ofTenant >= limits.heldOfTenant() && lane.moving() >= room / 2;
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
        return lane.heldOf(mail.tenant()) == 0 ? NEWCOMERS : 1;
    }

    /** Whether it is worth offering again. */
    boolean isThere(Lane lane) {
        int most = lane.isShared() ? limits.heldOfSharedLane() : limits.heldOfLane();
        return lane.moving() == 0
                || lane.moving() <= most / 2 && lane.octets <= limits.octetsOfLane() / 2 && budget.hasRoom(lane.held);
    }
}
