package org.sluicemta.routes.engine;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.ManagementStatisticsLevel;
import org.apache.camel.impl.DefaultCamelContext;

/** Makes the Camel context that our routes and the operator's run in. */
public final class CamelContexts {
    /** Deliveries have ended or been given up when the context stops; this is for the operator's own routes. */
    private static final Duration STOP_BOUND = Duration.ofSeconds(2);

    private CamelContexts() {}

    /** Not started. */
    public static CamelContext create() {
        DefaultCamelContext camel = new DefaultCamelContext();
        camel.getCamelContextExtension().setName("sluice");
        camel.setStreamCaching(false);
        camel.setMessageHistory(false);
        camel.setUseMDCLogging(false);
        // A stop-watch around every step of every message costs more than the steps; routes keep theirs.
        camel.getManagementStrategy().getManagementAgent().setStatisticsLevel(ManagementStatisticsLevel.RoutesOnly);
        camel.getShutdownStrategy().setTimeUnit(TimeUnit.MILLISECONDS);
        camel.getShutdownStrategy().setTimeout(STOP_BOUND.toMillis());
        return camel;
    }
}
