package org.sluicemta.routes.engine;

import java.nio.file.Path;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.apache.camel.CamelContext;
import org.sluicemta.routes.egress.SharedErrorPolicy;

/** The routes between the chain and the lanes, and the operator's own: started after the queues, stopped before them. */
@Singleton
public final class RouteEngine {
    private final CamelContext camel;

    @Inject
    RouteEngine(CamelContext camel) {
        this.camel = camel;
    }

    /**
     * Returns when mail can be handed off.
     *
     * @param operatorRoutes directory of the operator's own Camel routes, {@code conf/routes}; need not exist
     * @throws Exception that says which route could not be started; nothing runs then
     */
    public void start(Path operatorRoutes) throws Exception {
        try {
            camel.addRoutes(new SharedErrorPolicy());
            OperatorRoutes.load(camel, operatorRoutes);
            camel.start();
        } catch (Exception e) {
            camel.stop();
            throw e;
        }
    }

    public void stop() {
        camel.stop();
    }

    public boolean isReady() {
        return camel.isStarted();
    }
}
