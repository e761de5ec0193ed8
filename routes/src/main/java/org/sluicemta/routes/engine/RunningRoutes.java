package org.sluicemta.routes.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Route;
import org.apache.camel.impl.DefaultCamelContext;
import org.sluicemta.routes.split.Entrance;
import org.sluicemta.routes.split.Entrances;

/** The routes of one load. */
final class RunningRoutes {
    /** Routes that are entered only from other routes or by mail, and so may run twice for a moment. */
    private static final Set<String> CALLED = Set.of("direct", "seda");

    private final DefaultCamelContext camel;

    RunningRoutes(DefaultCamelContext camel) {
        this.camel = camel;
    }

    /** Starts everything or nothing; throws if something can't be started. */
    void start() throws Exception {
        try {
            camel.start();
        } catch (Exception e) {
            camel.stop();
            throw e;
        }
    }

    boolean isRunning() {
        return camel.isStarted();
    }

    /** Where mail enters. */
    Entrances.Open entrances() {
        List<Entrance.Accepted> accepted = new ArrayList<>();
        List<Entrance.Returned> returned = new ArrayList<>();
        for (Route route : camel.getRoutes()) {
            if (route.getConsumer() instanceof Entrance.Accepted entrance) {
                accepted.add(entrance);
            } else if (route.getConsumer() instanceof Entrance.Returned entrance) {
                returned.add(entrance);
            }
        }
        return new Entrances.Open(Optional.of(accepted.getFirst()), returned);
    }

    /** Stops the routes that fetch something themselves (files, ports, events), so that others can. */
    void stopFetching() throws Exception {
        for (Route route : fetching()) {
            camel.getRouteController().stopRoute(route.getRouteId());
        }
    }

    /** Starts them again. */
    void fetchAgain() throws Exception {
        for (Route route : fetching()) {
            camel.getRouteController().startRoute(route.getRouteId());
        }
    }

    private List<Route> fetching() {
        return camel.getRoutes().stream()
                .filter(route -> !(route.getConsumer() instanceof Entrance))
                .filter(route -> !CALLED.contains(scheme(route)))
                .toList();
    }

    private static String scheme(Route route) {
        String uri = route.getEndpoint().getEndpointUri();
        return uri.substring(0, Math.max(0, uri.indexOf(':')));
    }

    /** Lets exchanges in progress end, within a bound. */
    void stop() {
        camel.stop();
    }
}
