package org.sluicemta.routes.endpoint;

import org.apache.camel.AsyncCallback;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;

/** A step of a route that runs at once, on the thread of the exchange. */
final class StepProducer extends DefaultAsyncProducer {
    private final Step step;

    /** What it does. */
    interface Step {
        void take(Exchange exchange) throws Exception;
    }

    StepProducer(Endpoint endpoint, Step step) {
        super(endpoint);
        this.step = step;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        try {
            step.take(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        }
        callback.done(true);
        return true;
    }
}
