package org.sluicemta.routes.egress;

import java.util.function.BiConsumer;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultConsumer;
import org.jspecify.annotations.Nullable;
import org.sluicemta.routes.outcome.Settlement;

/** Sends jobs through the Camel route that consumes from the lanes. */
final class RouteDeliveries implements Deliveries {
    private final DefaultConsumer consumer;

    RouteDeliveries(DefaultConsumer consumer) {
        this.consumer = consumer;
    }

    @Override
    public void deliver(DeliveryJob job, BiConsumer<@Nullable Settlement, @Nullable Throwable> done) {
        Exchange exchange = consumer.createExchange(false);
        exchange.getIn().setBody(job);
        consumer.getAsyncProcessor().process(exchange, doneSync -> finish(exchange, done));
    }

    private void finish(Exchange exchange, BiConsumer<@Nullable Settlement, @Nullable Throwable> done) {
        Throwable fault = exchange.getException();
        Object body = exchange.getMessage().getBody();
        consumer.releaseExchange(exchange, false);
        if (fault == null && body instanceof Settlement settlement) {
            done.accept(settlement, null);
        } else {
            done.accept(
                    null, fault != null ? fault : new IllegalStateException("the route ended without a settlement"));
        }
    }
}
