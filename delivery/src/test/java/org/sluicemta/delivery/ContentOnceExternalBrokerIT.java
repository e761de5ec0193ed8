package org.sluicemta.delivery;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.sluicemta.egress.EgressPlan;
import org.sluicemta.queue.broker.TcpBroker;

/** The same while the queues are in a broker elsewhere, which outlives the server. */
class ContentOnceExternalBrokerIT extends ContentOnceContract {
    private TcpBroker broker;

    @BeforeEach
    void startBroker() throws Exception {
        broker = new TcpBroker(directory.resolve("broker"));
    }

    @AfterEach
    void stopBroker() throws Exception {
        broker.close();
    }

    @Override
    Road road(Path where, EgressPlan plan, FakeGateway with, Tempo tempo) throws Exception {
        return Road.over(broker.url(), where, plan, with, tempo);
    }
}
