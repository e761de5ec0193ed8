package org.sluicemta.routes.endpoint;

import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/** What our endpoints have in common. Each is for one end of a route. */
public abstract class SluiceEndpoint extends DefaultEndpoint {
    private final String name;

    SluiceEndpoint(String uri, String name, Component component) {
        super(uri, component);
        this.name = SluiceComponent.SCHEME + ":" + name;
    }

    /** Without its options, {@code sluice:pool}. */
    public String name() {
        return name;
    }

    /** Whether a route may begin with it. Otherwise one may send to it. */
    public abstract boolean isBeginning();

    @Override
    public Producer createProducer() throws Exception {
        throw new UnsupportedOperationException(name + " is where a route begins; mail cannot be sent to it");
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        throw new UnsupportedOperationException(name + " is where a route sends to; none can begin with it");
    }

    @Override
    public boolean isSingleton() {
        return true;
    }
}
