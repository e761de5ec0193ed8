package org.sluicemta.routes.egress;

import java.time.Instant;
import java.util.Optional;
import org.sluicemta.delivery.OutboundMessage;
import org.sluicemta.lane.LaneName;
import org.sluicemta.routes.lane.QueuedMail;
import org.sluicemta.routes.outcome.Settlement;

/** What becomes of mail that is not to be delivered from the lane it was taken from. */
final class LaneMoves {
    private final SiteContext context;

    LaneMoves(SiteContext context) {
        this.context = context;
    }

    /** Mail of a tenant who was paused after it had come into the shared lane. */
    Optional<Settlement> intoPausedLane(LaneMail mail) {
        OutboundMessage message = mail.taken().mail();
        LaneName lane = context.lanes().lane(message.pool(), message.site(), message.tenant());
        if (mail.feed().lane().tenant() != null
                || lane.tenant() == null
                || !context.pauses().covers(lane)) {
            return Optional.empty();
        }
        Settlement move = new Settlement();
        move.send(new QueuedMail(lane.queue(), lane, message, null, mail.taken().lastReply()));
        return Optional.of(move);
    }

    /** A fault of ours must neither lose mail nor spin on it: it waits a while and is tried again. */
    Settlement later(LaneMail mail) {
        Settlement settlement = new Settlement();
        Instant due = context.clock().instant().plus(context.limits().faultPause());
        settlement.send(new QueuedMail(
                context.slots().queueFor(due),
                mail.feed().lane(),
                mail.taken().mail(),
                due,
                mail.taken().lastReply()));
        return settlement;
    }
}
