package org.sluicemta.routes.engine;

import java.util.List;
import javax.inject.Inject;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.sluicemta.routes.egress.EgressComponents;
import org.sluicemta.routes.later.LaterDrainRoute;
import org.sluicemta.routes.queue.QueueComponent;
import org.sluicemta.routes.removal.RemovalRoute;

/** All components and routes of ours, in the order they start. */
final class EngineRoutes {
    private final EgressComponents egress;
    private final QueueComponent queues;
    private final LaterDrainRoute later;
    private final RemovalRoute removal;

    @Inject
    EngineRoutes(EgressComponents egress, QueueComponent queues, LaterDrainRoute later, RemovalRoute removal) {
        this.egress = egress;
        this.queues = queues;
        this.later = later;
        this.removal = removal;
    }

    /** Before the context starts. */
    void addTo(CamelContext camel) throws Exception {
        camel.addComponent(QueueComponent.SCHEME, queues);
        egress.addTo(camel);
        for (RouteBuilder routes : List.of(later, removal)) {
            camel.addRoutes(routes);
        }
    }
}
