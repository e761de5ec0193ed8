package org.sluicemta.delivery.schedule;

import org.jspecify.annotations.Nullable;
import org.sluicemta.gateway.DeliverySlot;
import org.sluicemta.gateway.SuspendedDomain;
import org.sluicemta.lane.LaneName;

/**
 * What to do now. After {@link Deliver}, {@link MoveOut}, {@link Postpone}, {@link Cancel}, {@link Expire} and {@link
 * Settle} the schedule must be told when it is done: {@link SiteSchedule#ended}.
 */
public sealed interface Decision<M extends HeldMail> {
    /** The message to settle without a delivery, or null. */
    default @Nullable M settled() {
        return switch (this) {
            case MoveOut<M> moveOut -> moveOut.mail();
            case Postpone<M> postpone -> postpone.mail();
            case Cancel<M> cancel -> cancel.mail();
            case Expire<M> expire -> expire.mail();
            case Settle<M> settle -> settle.mail();
            case Deliver<M> deliver -> null;
            case GiveBack<M> giveBack -> null;
            case WantMore<M> wantMore -> null;
            case CloseLane<M> close -> null;
            case OpenLane<M> open -> null;
        };
    }

    /** Whose mail it is. */
    default LaneName lane() {
        return switch (this) {
            case MoveOut<M> moveOut -> moveOut.mail().lane();
            case Postpone<M> postpone -> postpone.mail().lane();
            case Cancel<M> cancel -> cancel.mail().lane();
            case Expire<M> expire -> expire.mail().lane();
            case Settle<M> settle -> settle.mail().lane();
            case Deliver<M> deliver -> deliver.mail().lane();
            case GiveBack<M> giveBack -> giveBack.mail().lane();
            case WantMore<M> wantMore -> wantMore.lane();
            case CloseLane<M> close -> close.lane();
            case OpenLane<M> open -> open.lane();
        };
    }

    /** Deliver it with this slot. */
    record Deliver<M extends HeldMail>(M mail, DeliverySlot slot) implements Decision<M> {}

    /** It blocks others; move it out of the way. */
    record MoveOut<M extends HeldMail>(M mail, Target to) implements Decision<M> {}

    /** Its domain is down: let it wait without an attempt until the domain is tried again. */
    record Postpone<M extends HeldMail>(M mail, SuspendedDomain domain) implements Decision<M> {}

    /** An operator purged it. */
    record Cancel<M extends HeldMail>(M mail) implements Decision<M> {}

    /** It has expired. */
    record Expire<M extends HeldMail>(M mail) implements Decision<M> {}

    /** It came again although its outcome is known: settle that without another delivery. */
    record Settle<M extends HeldMail>(M mail) implements Decision<M> {}

    /** Return it to the head of its lane as if it had never been taken. */
    record GiveBack<M extends HeldMail>(M mail) implements Decision<M> {}

    /** A lane that was refused has room again. */
    record WantMore<M extends HeldMail>(LaneName lane) implements Decision<M> {}

    /** Don't take from the lane until {@link OpenLane}. */
    record CloseLane<M extends HeldMail>(LaneName lane) implements Decision<M> {}

    /** Take from the lane again. */
    record OpenLane<M extends HeldMail>(LaneName lane) implements Decision<M> {}

    /** A place where mail doesn't block others. */
    enum Target {
        /** The lane of its tenant at this site. */
        LANE_OF_TENANT,
        /** The lane of its campaign or stream at this site. */
        LANE_OF_MAILING,
        /** A site used by its domain alone. */
        SITE_OF_DOMAIN
    }
}
