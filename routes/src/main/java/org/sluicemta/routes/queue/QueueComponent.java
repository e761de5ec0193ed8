package org.sluicemta.routes.queue;

import java.util.Map;
import javax.inject.Inject;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.jspecify.annotations.Nullable;
import org.sluicemta.routes.outcome.Settlement;

/**
 * {@code queue:<name>} consumes a queue of the broker, {@code queue:slots} all time slots that are due. The body is
 * {@link WaitingMail}, for the intake {@link org.sluicemta.handoff.ReturnedMail}; the route must end with a
 * {@link Settlement}. A message whose route fails goes to the dead letters.
 */
public final class QueueComponent extends DefaultComponent {
    public static final String SCHEME = "queue";
    public static final String SLOTS = "slots";

    private final QueueContext context;

    @Inject
    QueueComponent(QueueContext context) {
        this.context = context;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        return new QueueEndpoint(uri, this, remaining);
    }

    private static final class QueueEndpoint extends DefaultEndpoint {
        private final QueueComponent component;
        private final String queue;

        QueueEndpoint(String uri, QueueComponent component, String queue) {
            super(uri, component);
            this.component = component;
            this.queue = queue;
        }

        @Override
        public Producer createProducer() {
            throw new UnsupportedOperationException("mail goes into queues in the transaction that settles other mail");
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            return new QueueConsumer(this, processor, component.context, queue);
        }

        @Override
        public boolean isSingleton() {
            return true;
        }
    }

    private static final class QueueConsumer extends DefaultConsumer {
        private final QueueContext context;
        private final String queue;
        private @Nullable QueueWorker worker;
        private @Nullable SlotDrainer drainer;

        QueueConsumer(Endpoint endpoint, Processor processor, QueueContext context, String queue) {
            super(endpoint, processor);
            this.context = context;
            this.queue = queue;
        }

        @Override
        protected void doStart() throws Exception {
            super.doStart();
            if (queue.equals(SLOTS)) {
                SlotDrainer started = new SlotDrainer(context, this::handle);
                drainer = started;
                started.start();
            } else {
                QueueWorker started = new QueueWorker(queue, context, this::handle);
                worker = started;
                started.start();
            }
        }

        private Settlement handle(Object mail) throws Exception {
            Exchange exchange = createExchange(false);
            try {
                exchange.getIn().setBody(mail);
                getProcessor().process(exchange);
                if (exchange.getException() != null) {
                    throw exchange.getException();
                }
                if (exchange.getMessage().getBody() instanceof Settlement settlement) {
                    return settlement;
                }
                throw new IllegalStateException("the route of " + queue + " ended without a settlement");
            } finally {
                releaseExchange(exchange, false);
            }
        }

        @Override
        protected void doStop() throws Exception {
            QueueWorker working = worker;
            if (working != null) {
                working.stop();
            }
            SlotDrainer draining = drainer;
            if (draining != null) {
                draining.stop();
            }
            super.doStop();
        }
    }
}
