package org.sluicemta.routes.egress;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultAsyncProducer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.sluicemta.delivery.OutboundMessage;
import org.sluicemta.delivery.RecipientOutcome;
import org.sluicemta.routes.outcome.Attempted;
import org.sluicemta.routes.outcome.Retrying;

/**
 * {@code gateway:deliver} takes a {@link DeliveryJob}, delivers it without holding a thread, and answers with
 * {@link Attempted}. The rest of the route runs on the scheduler's thread, never on the gateway's.
 */
final class GatewayComponent extends DefaultComponent {
    static final String SCHEME = "gateway";

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        return new GatewayEndpoint(uri, this);
    }

    private static final class GatewayEndpoint extends DefaultEndpoint {
        GatewayEndpoint(String uri, GatewayComponent component) {
            super(uri, component);
        }

        @Override
        public Producer createProducer() {
            return new GatewayProducer(this);
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            throw new UnsupportedOperationException("nothing comes from the gateway; consume from lane:egress");
        }

        @Override
        public boolean isSingleton() {
            return true;
        }
    }

    private static final class GatewayProducer extends DefaultAsyncProducer {
        GatewayProducer(Endpoint endpoint) {
            super(endpoint);
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            DeliveryJob job = (DeliveryJob) exchange.getIn().getBody();
            if (job.due().isEmpty()) {
                job.slot().release();
                exchange.getIn().setBody(new Attempted(job.taken(), job.decided()));
                callback.done(true);
                return true;
            }
            OutboundMessage mail = Retrying.same(job.taken().mail(), job.due());
            job.slot()
                    .deliver(mail)
                    .whenCompleteAsync(
                            (outcomes, fault) -> finish(exchange, callback, job, outcomes, fault), job.settler());
            return false;
        }

        private static void finish(
                Exchange exchange,
                AsyncCallback callback,
                DeliveryJob job,
                List<RecipientOutcome> outcomes,
                Throwable fault) {
            if (fault == null) {
                List<RecipientOutcome> all = new ArrayList<>(job.decided());
                all.addAll(outcomes);
                exchange.getIn().setBody(new Attempted(job.taken(), all));
            } else {
                exchange.setException(fault);
            }
            callback.done(false);
        }
    }
}
