package org.sluicemta.routes.egress;

import java.time.InstantSource;
import javax.inject.Inject;
import org.sluicemta.routes.broker.Connections;
import org.sluicemta.routes.broker.QueueUse;
import org.sluicemta.routes.lane.Announcer;
import org.sluicemta.routes.lane.LaneReader;
import org.sluicemta.routes.lane.LaneUse;
import org.sluicemta.routes.lane.Lanes;
import org.sluicemta.routes.lane.MailWriter;
import org.sluicemta.routes.lane.Pauses;
import org.sluicemta.routes.lane.TimeSlots;
import org.sluicemta.routes.outcome.Removals;
import org.sluicemta.routes.outcome.Settler;

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
