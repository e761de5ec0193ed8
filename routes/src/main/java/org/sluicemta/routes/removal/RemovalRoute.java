package org.sluicemta.routes.removal;

import javax.inject.Inject;
import org.apache.camel.builder.RouteBuilder;
import org.sluicemta.routes.broker.QueueNames;
import org.sluicemta.routes.egress.SharedErrorPolicy;
import org.sluicemta.routes.outcome.Removals;
import org.sluicemta.routes.queue.QueueComponent;
import org.sluicemta.routes.queue.WaitingMail;

/** Mail that left its queue without a delivery. */
public final class RemovalRoute extends RouteBuilder {
    static final String EXPIRED = QueueComponent.SCHEME + ":" + QueueNames.EXPIRED;
    static final String CANCELLED = QueueComponent.SCHEME + ":" + QueueNames.CANCELLED;

    private final Removals removals;

    @Inject
    public RemovalRoute(Removals removals) {
        this.removals = removals;
    }

    @Override
    public void configure() {
        from(EXPIRED)
                .routeId("egress.expired")
                .routeConfigurationId(SharedErrorPolicy.ID)
                .routeDescription("Mail whose time ran out while it waited: events, status notices")
                .process(exchange -> exchange.getIn()
                        .setBody(
                                removals.expired(((WaitingMail) exchange.getIn().getBody()).taken())));
        from(CANCELLED)
                .routeId("egress.cancelled")
                .routeConfigurationId(SharedErrorPolicy.ID)
                .routeDescription("Mail that an operator removed: events")
                .process(exchange -> exchange.getIn()
                        .setBody(removals.cancelled(
                                ((WaitingMail) exchange.getIn().getBody()).taken())));
    }
}
