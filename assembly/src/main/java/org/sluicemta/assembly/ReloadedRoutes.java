package org.sluicemta.assembly;

import java.nio.file.Path;
import org.sluicemta.conf.LiveRoutes;
import org.sluicemta.config.ConfigurationException;
import org.sluicemta.egress.EgressPlan;
import org.sluicemta.routes.engine.RouteEngine;

/** Reloads the running routes. */
final class ReloadedRoutes implements LiveRoutes {
    private final RouteEngine engine;
    private final Path directory;

    ReloadedRoutes(RouteEngine engine, Path directory) {
        this.engine = engine;
        this.directory = directory;
    }

    @Override
    public Prepared prepare(EgressPlan plan) throws ConfigurationException {
        RouteEngine.Prepared prepared = engine.prepare(directory, plan);
        return new Prepared() {
            @Override
            public void takeOver() throws ConfigurationException {
                prepared.takeOver();
            }

            @Override
            public void close() {
                prepared.close();
            }
        };
    }
}
