package org.sluicemta.routes.egress;

import org.apache.camel.builder.RouteConfigurationBuilder;

/**
 * The one error policy of our routes: a fault goes back to whoever started the exchange, at once. The chain's client is
 * answered 451 and keeps its message; a lane keeps its message for a later try. Camel's own redelivery would hold either
 * in memory.
 */
public final class SharedErrorPolicy extends RouteConfigurationBuilder {
    public static final String ID = "sluice.errors";

    @Override
    public void configuration() {
        routeConfiguration(ID)
                .onException(Throwable.class)
                .handled(false)
                .maximumRedeliveries(0)
                .logStackTrace(false)
                .logExhausted(false);
    }
}
