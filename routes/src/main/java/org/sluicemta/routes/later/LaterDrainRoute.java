package org.sluicemta.routes.later;

import javax.inject.Inject;
import org.apache.camel.builder.RouteBuilder;
import org.sluicemta.routes.broker.QueueNames;
import org.sluicemta.routes.egress.SharedErrorPolicy;
import org.sluicemta.routes.queue.QueueComponent;
import org.sluicemta.routes.queue.WaitingMail;

/** Due mail back into lanes. */
public final class LaterDrainRoute extends RouteBuilder {
    static final String SLOTS = QueueComponent.SCHEME + ":" + QueueComponent.SLOTS;
    static final String NOW = QueueComponent.SCHEME + ":" + QueueNames.RELANE;
    static final String PLACE = "direct:later.place";

    private final Relaning relaning;

    @Inject
    public LaterDrainRoute(Relaning relaning) {
        this.relaning = relaning;
    }

    @Override
    public void configure() {
        from(SLOTS)
                .routeId("later.drain")
                .routeConfigurationId(SharedErrorPolicy.ID)
                .routeDescription("Time slots that are due, back into lanes")
                .to(PLACE);
        from(NOW)
                .routeId("later.now")
                .routeConfigurationId(SharedErrorPolicy.ID)
                .routeDescription("Mail that an operator wants tried now, back into lanes")
                .to(PLACE);
        from(PLACE)
                .routeId("later.place")
                .routeConfigurationId(SharedErrorPolicy.ID)
                .routeDescription("Finds the lane of waiting mail anew")
                .process(exchange -> exchange.getIn()
                        .setBody(relaning.place((WaitingMail) exchange.getIn().getBody())));
    }
}
