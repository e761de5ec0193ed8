package org.sluicemta.routes.endpoint;

import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.sluicemta.routes.split.Entrance;

/** Runs exchanges through a route on the calling thread, and waits for them to end. */
abstract class EntranceConsumer extends DefaultConsumer implements Entrance {
    EntranceConsumer(Endpoint endpoint, Processor processor) {
        super(endpoint, processor);
    }

    /** Fills a message, which may be new or reused, with what the exchange carries. */
    interface Filling {
        void fill(Exchange exchange);
    }

    void run(Filling filling) throws Exception {
        Exchange exchange = createExchange(false);
        try {
            filling.fill(exchange);
            getProcessor().process(exchange);
            Exception failure = exchange.getException();
            if (failure != null) {
                throw failure;
            }
        } finally {
            releaseExchange(exchange, false);
        }
    }

    @Override
    public String name() {
        return "route " + getRouteId() + " (" + getRoute().getSourceLocationShort() + ")";
    }
}
