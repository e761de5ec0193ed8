package org.sluicemta.delivery.schedule;

import java.time.InstantSource;
import javax.inject.Inject;
import org.sluicemta.queue.broker.Connections;
import org.sluicemta.queue.broker.QueueUse;
import org.sluicemta.queue.lane.Announcer;
import org.sluicemta.queue.lane.LaneReader;
import org.sluicemta.queue.lane.LaneUse;
import org.sluicemta.queue.lane.Lanes;
import org.sluicemta.queue.lane.MailWriter;
import org.sluicemta.queue.lane.Pauses;
import org.sluicemta.queue.lane.TimeSlots;
import org.sluicemta.delivery.outcome.Removals;
import org.sluicemta.delivery.outcome.Settler;

/** What every scheduler works with. */
record SiteContext(
        Connections connections,
        QueueUse queues,
        LaneUse use,
        LaneReader reader,
        MailWriter writer,
        Lanes lanes,
        Pauses pauses,
        Settler settler,
        Removals removals,
        TimeSlots slots,
        Announcer announcer,
        EgressLimits limits,
        LaneWindows windows,
        FlightBudget budget,
        InstantSource clock) {
    @Inject
    SiteContext {}
}
