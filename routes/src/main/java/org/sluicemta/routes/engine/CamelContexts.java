package org.sluicemta.routes.engine;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;

/** Makes the Camel context that our routes and the operator's run in. */
public final class CamelContexts {
    private CamelContexts() {}

    /**
     * Not started.
     *
     * @param stopBound how long a stop waits for exchanges in flight
     */
    public static CamelContext create(Duration stopBound) {
        DefaultCamelContext camel = new DefaultCamelContext();
        camel.getCamelContextExtension().setName("sluice");
        camel.setStreamCaching(false);
        camel.setMessageHistory(false);
        camel.setUseMDCLogging(false);
        camel.getShutdownStrategy().setTimeUnit(TimeUnit.MILLISECONDS);
        camel.getShutdownStrategy().setTimeout(Math.max(1, stopBound.toMillis()));
        return camel;
    }
}
