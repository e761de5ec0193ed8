package org.sluicemta.delivery.drain;

import java.time.Duration;
import java.time.InstantSource;
import javax.inject.Inject;
import org.sluicemta.delivery.outcome.Settler;
import org.sluicemta.queue.broker.BrokerTuning;
import org.sluicemta.queue.broker.Connections;
import org.sluicemta.queue.broker.QueueAdmin;
import org.sluicemta.queue.broker.QueueCensus;
import org.sluicemta.queue.lane.LaneReader;
import org.sluicemta.queue.lane.LaneSignals;
import org.sluicemta.queue.lane.Lanes;
import org.sluicemta.queue.lane.MailSettler;

/** What every queue consumer needs. */
record QueueContext(
        Connections connections,
        QueueAdmin admin,
        QueueCensus census,
        BrokerTuning tuning,
        LaneReader reader,
        MailSettler mail,
        Lanes lanes,
        LaneSignals signals,
        Settler settler,
        InstantSource clock) {
    static final Duration RETRY_PAUSE = Duration.ofSeconds(1);

    @Inject
    QueueContext {}
}
