package org.sluicemta.delivery.drain;

import java.time.Duration;
import java.time.InstantSource;
import javax.inject.Inject;
import org.sluicemta.queue.broker.BrokerTuning;
import org.sluicemta.queue.broker.Connections;
import org.sluicemta.queue.broker.QueueAdmin;
import org.sluicemta.queue.broker.QueueCensus;
import org.sluicemta.queue.broker.QueueUse;
import org.sluicemta.queue.lane.Announcer;
import org.sluicemta.queue.lane.LaneReader;
import org.sluicemta.queue.lane.LaneSignals;
import org.sluicemta.queue.lane.Lanes;
import org.sluicemta.queue.lane.MailWriter;
import org.sluicemta.delivery.outcome.Settler;

/** What every consumer of a queue works with. */
record QueueContext(
        Connections connections,
        QueueAdmin admin,
        QueueUse use,
        QueueCensus census,
        BrokerTuning tuning,
        LaneReader reader,
        MailWriter writer,
        Lanes lanes,
        LaneSignals signals,
        Announcer announcer,
        Settler settler,
        InstantSource clock) {
    /** Messages and bytes of content, in memory or in files, that are taken and acknowledged together. */
    static final int BATCH = 200;

    static final long BATCH_BYTES = 4 << 20;
    static final int WINDOW = 1 << 20;
    static final Duration RETRY_PAUSE = Duration.ofSeconds(1);

    @Inject
    QueueContext {}
}
