package org.sluicemta.delivery.schedule;

import org.jspecify.annotations.Nullable;

/** Which domains of the common site, having refused, fill a lane with mail that waits for them. */
final class DomainsInTheWay<M extends HeldMail> {
    private final Flows<M> flows;
    private final ScheduleLimits limits;

    DomainsInTheWay(Flows<M> flows, ScheduleLimits limits) {
        this.flows = flows;
        this.limits = limits;
    }

    /** Whether a message would have to wait for the domain that is most in the way of a lane with no room for that. */
    boolean isOne(Lane lane, M mail) {
        return waitsInVain(lane, mail) && most(lane) == flows.place(mail.domain());
    }

    private boolean waitsInVain(Lane lane, M mail) {
        if (lane.inWait < limits.heldInWait()) {
            return false;
        }
        Place<M> place = flows.place(mail.domain());
        return place != null && place.hasRefused();
    }

    boolean areTooMany(Lane lane) {
        return lane.inWait > limits.heldInWait();
    }

    /** The place that has refused and holds most of the lane's held mail. */
    private Place<M> most(Lane lane) {
        Place<M> most = null;
        int mostHeld = 0;
        for (Place<M> place : flows.places()) {
            int ofPlace = place.hasRefused() ? place.heldOf(lane) : 0;
            if (ofPlace > mostHeld) {
                most = place;
                mostHeld = ofPlace;
            }
        }
        if (most == null) {
            throw new IllegalStateException(lane.name + ": " + lane.inWait + " messages wait for no domain");
        }
        return most;
    }

    /** What is longest of the mail for that place, or null. Its newest message is to make room. */
    @Nullable
    Flow<M> longest(Lane lane) {
        Flow<M> longest = null;
        for (Flow<M> flow : most(lane).flows.values()) {
            if (flow.lane == lane && !flow.isEmpty() && (longest == null || flow.size() > longest.size())) {
                longest = flow;
            }
        }
        return longest;
    }
}
