package org.sluicemta.routes.egress;

import java.util.Map;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;

/**
 * {@code lane:egress} hands on mail from all lanes as {@link DeliveryJob}s, each when the gateway has a slot for it. The
 * route must end with a {@link org.sluicemta.routes.outcome.Settlement} as body; then the message is acknowledged.
 */
final class LaneComponent extends DefaultComponent {
    static final String SCHEME = "lane";

    private final SiteSchedulers schedulers;

    LaneComponent(SiteSchedulers schedulers) {
        this.schedulers = schedulers;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        return new LaneEndpoint(uri, this);
    }

    private static final class LaneEndpoint extends DefaultEndpoint {
        private final LaneComponent component;

        LaneEndpoint(String uri, LaneComponent component) {
            super(uri, component);
            this.component = component;
        }

        @Override
        public Producer createProducer() {
            throw new UnsupportedOperationException("mail goes into lanes through direct:egress.split");
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            return new LaneConsumer(this, processor, component.schedulers);
        }

        @Override
        public boolean isSingleton() {
            return true;
        }
    }

    private static final class LaneConsumer extends DefaultConsumer {
        private final SiteSchedulers schedulers;

        LaneConsumer(Endpoint endpoint, Processor processor, SiteSchedulers schedulers) {
            super(endpoint, processor);
            this.schedulers = schedulers;
        }

        @Override
        protected void doStart() throws Exception {
            super.doStart();
            schedulers.start(new RouteDeliveries(this));
        }
    }
}
