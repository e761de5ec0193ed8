package org.sluicemta.routes.egress;

import javax.inject.Inject;
import org.apache.camel.builder.RouteBuilder;
import org.sluicemta.routes.outcome.Attempted;
import org.sluicemta.routes.outcome.OutcomeJudge;

/** Outcomes to what follows from them. */
public final class EgressOutcomeRoute extends RouteBuilder {
    static final String START = "direct:egress.outcome";

    private final OutcomeJudge judge;

    @Inject
    public EgressOutcomeRoute(OutcomeJudge judge) {
        this.judge = judge;
    }

    @Override
    public void configure() {
        from(START)
                .routeId("egress.outcome")
                .routeConfigurationId(SharedErrorPolicy.ID)
                .routeDescription("Outcomes: events, retries into slots, suppression, status notices")
                .process(exchange -> exchange.getIn()
                        .setBody(judge.judge((Attempted) exchange.getIn().getBody())));
    }
}
