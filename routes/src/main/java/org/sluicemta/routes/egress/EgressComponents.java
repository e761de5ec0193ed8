package org.sluicemta.routes.egress;

import java.util.List;
import javax.inject.Inject;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;

/** Our Camel components and the routes between them. */
public final class EgressComponents {
    private final SiteSchedulers schedulers;
    private final EgressDeliverRoute deliver;
    private final EgressOutcomeRoute outcome;

    @Inject
    EgressComponents(SiteSchedulers schedulers, EgressDeliverRoute deliver, EgressOutcomeRoute outcome) {
        this.schedulers = schedulers;
        this.deliver = deliver;
        this.outcome = outcome;
    }

    /** Before the context starts. */
    public void addTo(CamelContext camel) throws Exception {
        camel.addComponent(LaneComponent.SCHEME, new LaneComponent(schedulers));
        camel.addComponent(GatewayComponent.SCHEME, new GatewayComponent());
        camel.addRoutes(new SharedErrorPolicy());
        for (RouteBuilder routes : List.of(outcome, deliver)) {
            camel.addRoutes(routes);
        }
    }
}
