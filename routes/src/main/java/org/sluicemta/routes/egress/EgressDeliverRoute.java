package org.sluicemta.routes.egress;

import javax.inject.Inject;
import org.apache.camel.builder.RouteBuilder;

/** Lanes to gateway. */
public final class EgressDeliverRoute extends RouteBuilder {
    static final String START = LaneComponent.SCHEME + ":egress";
    static final String GATEWAY = GatewayComponent.SCHEME + ":deliver";

    private final FirstAttemptCheck check;

    @Inject
    EgressDeliverRoute(FirstAttemptCheck check) {
        this.check = check;
    }

    @Override
    public void configure() {
        from(START)
                .routeId("egress.deliver")
                .routeConfigurationId(SharedErrorPolicy.ID)
                .routeDescription("Mail whose turn it is: checked once more, delivered, its outcome judged")
                .process(exchange -> exchange.getIn()
                        .setBody(check.check((DeliveryJob) exchange.getIn().getBody())))
                .to(GATEWAY)
                .to(EgressOutcomeRoute.START);
    }
}
