package org.sluicemta.routes.intake;

import javax.inject.Inject;
import org.apache.camel.builder.RouteBuilder;
import org.sluicemta.handoff.ReturnedMail;
import org.sluicemta.routes.broker.QueueNames;
import org.sluicemta.routes.egress.SharedErrorPolicy;
import org.sluicemta.routes.queue.QueueComponent;

/** What came back to the bounce domain. */
public final class IntakeBounceRoute extends RouteBuilder {
    static final String START = QueueComponent.SCHEME + ":" + QueueNames.INTAKE_BOUNCE;

    private final BounceIntake intake;

    @Inject
    public IntakeBounceRoute(BounceIntake intake) {
        this.intake = intake;
    }

    @Override
    public void configure() {
        from(START)
                .routeId("intake.bounce")
                .routeConfigurationId(SharedErrorPolicy.ID)
                .routeDescription("Bounces and complaints: parsed, joined by token, recorded, suppressed")
                .process(exchange -> exchange.getIn()
                        .setBody(intake.take((ReturnedMail) exchange.getIn().getBody())));
    }
}
