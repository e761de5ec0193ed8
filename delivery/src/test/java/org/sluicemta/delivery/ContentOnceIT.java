package org.sluicemta.delivery;

import java.nio.file.Path;
import org.sluicemta.egress.EgressPlan;

class ContentOnceIT extends ContentOnceContract {
    @Override
    Road road(Path where, EgressPlan plan, FakeGateway with, Tempo tempo) throws Exception {
        return new Road(where, plan, with, new FakeStores(), tempo);
    }
}
