package org.sluicemta.routes.egress;

import java.util.List;
import javax.inject.Inject;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.sluicemta.handoff.Staged;

/** What a chain staged, into the broker in one transaction. */
public final class EgressSplitRoute extends RouteBuilder {
    static final String START = "direct:egress.split";

    private final SplitSteps steps;

    @Inject
    public EgressSplitRoute(SplitSteps steps) {
        this.steps = steps;
    }

    @Override
    public void configure() {
        from(START)
                .routeId("egress.split")
                .routeConfigurationId(SharedErrorPolicy.ID)
                .routeDescription("Finished envelopes: stream to pool, domain to site, tenant to lane, one commit")
                .process(exchange -> exchange.getIn().setBody(steps.plan(staged(exchange))))
                .process(exchange -> steps.commit(mail(exchange)))
                .process(exchange -> steps.announce(mail(exchange)));
    }

    private static List<Staged> staged(Exchange exchange) {
        List<Staged> staged = new java.util.ArrayList<>();
        for (Object item : exchange.getIn().getBody(List.class)) {
            staged.add((Staged) item);
        }
        return staged;
    }

    private static StagedMail mail(Exchange exchange) {
        return (StagedMail) exchange.getIn().getBody();
    }
}
