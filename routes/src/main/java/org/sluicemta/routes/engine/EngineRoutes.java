package org.sluicemta.routes.engine;

import java.util.List;
import javax.inject.Inject;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.sluicemta.routes.egress.EgressComponents;
import org.sluicemta.routes.intake.IntakeBounceRoute;
import org.sluicemta.routes.later.LaterDrainRoute;
import org.sluicemta.routes.queue.QueueComponent;
import org.sluicemta.routes.removal.RemovalRoute;

/** All components and routes of ours, in the order they start. */
final class EngineRoutes {
    private final EgressComponents egress;
    private final QueueComponent queues;
    private final LaterDrainRoute later;
    private final RemovalRoute removal;
    private final IntakeBounceRoute intake;

    @Inject
    EngineRoutes(
            EgressComponents egress,
            QueueComponent queues,
            LaterDrainRoute later,
            RemovalRoute removal,
            IntakeBounceRoute intake) {
        this.egress = egress;
        this.queues = queues;
        this.later = later;
        this.removal = removal;
        this.intake = intake;
    }

    /** Before the context starts. */
    void addTo(CamelContext camel) throws Exception {
        camel.addComponent(QueueComponent.SCHEME, queues);
        egress.addTo(camel);
        for (RouteBuilder routes : List.of(later, removal, intake)) {
            camel.addRoutes(routes);
        }
    }
}
