package org.sluicemta.delivery.drain;

import java.time.Instant;
import java.time.InstantSource;
import javax.inject.Inject;
import org.sluicemta.delivery.outcome.Settlement;
import org.sluicemta.egress.SiteId;
import org.sluicemta.lane.LaneName;
import org.sluicemta.letter.OutboundMessage;
import org.sluicemta.queue.broker.QueueNames;
import org.sluicemta.queue.lane.Lanes;
import org.sluicemta.queue.lane.QueuedMail;
import org.sluicemta.queue.lane.Sites;
import org.sluicemta.queue.lane.TakenMail;
import org.sluicemta.queue.lane.TimeSlots;

/** Puts waiting mail back into its lane, which may have changed, or into a narrower slot when it is early. */
public final class LaneReassignment {
    private final Lanes lanes;
    private final Sites sites;
    private final TimeSlots slots;
    private final InstantSource clock;

    @Inject
    public LaneReassignment(Lanes lanes, Sites sites, TimeSlots slots, InstantSource clock) {
        this.lanes = lanes;
        this.sites = sites;
        this.slots = slots;
        this.clock = clock;
    }

    Settlement place(WaitingMail waiting) {
        Settlement settlement = new Settlement();
        settlement.send(placed(waiting));
        return settlement;
    }

    private QueuedMail placed(WaitingMail waiting) {
        TakenMail taken = waiting.taken();
        Instant due = waiting.due();
        // Mail flushed by an operator is due now, whatever its time was.
        boolean flushed = waiting.queue().equals(QueueNames.RELANE);
        if (due != null && !flushed && due.isAfter(clock.instant())) {
            return new QueuedMail(slots.queueFor(due), taken.lane(), taken.mail(), due, taken.lastReply());
        }
        OutboundMessage mail = taken.mail();
        String domain = mail.recipients().getFirst().address().domain();
        SiteId site = lanes.site(mail.pool(), sites.ofHosts(domain), domain);
        LaneName lane = lanes.lane(mail.at(site));
        return new QueuedMail(lane.queue(), lane, mail.at(site), null, taken.lastReply());
    }
}
