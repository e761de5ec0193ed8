package org.sluicemta.routes.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.inject.Inject;
import javax.inject.Provider;
import javax.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.config.ConfigurationException;
import org.sluicemta.config.Problem;
import org.sluicemta.egress.EgressPlan;
import org.sluicemta.egress.EgressPlans;
import org.sluicemta.routes.endpoint.RouteServices;
import org.sluicemta.routes.split.Entrances;

/**
 * The routes in force: the split and all of the operator's other routes. Started after the queues, stopped before them.
 */
@Singleton
public final class RouteEngine {
    private static final Logger LOG = LoggerFactory.getLogger(RouteEngine.class);

    /** How long a message may still be in routes that have been replaced. */
    private static final Duration PASSING_BOUND = Duration.ofSeconds(30);

    /** When routes stop nobody sends any more, so this is for hanging exchanges. */
    private static final Duration STOP_BOUND = Duration.ofSeconds(2);

    private final Entrances entrances;
    private final EgressPlans plans;
    private final Provider<RouteServices> services;
    private final AtomicInteger loads = new AtomicInteger();
    private volatile @Nullable RunningRoutes inForce;

    @Inject
    RouteEngine(Entrances entrances, EgressPlans plans, Provider<RouteServices> services) {
        this.entrances = entrances;
        this.plans = plans;
        this.services = services;
    }

    /**
     * Returns when mail can be handed off.
     *
     * @param directory of the route files, {@code conf/routes}
     * @throws ConfigurationException with all problems; nothing runs in that case
     */
    public void start(Path directory) throws ConfigurationException {
        prepare(directory, plans.current()).takeOver();
    }

    /**
     * Reads the files again and creates their routes, without starting any. The current routes stay in force until
     * {@link Prepared#takeOver}.
     *
     * @param plan that will be in force with them
     * @throws ConfigurationException with everything that is wrong with them
     */
    public Prepared prepare(Path directory, EgressPlan plan) throws ConfigurationException {
        int load = loads.incrementAndGet();
        String name = load == 1 ? "sluice" : "sluice-" + load;
        return new Prepared(new RunningRoutes(RouteFiles.read(name, directory, plan, services::get)));
    }

    /** Routes that are ready to replace those in force. Call takeOver or close. */
    public final class Prepared implements AutoCloseable {
        private final RunningRoutes next;
        private boolean used;

        private Prepared(RunningRoutes next) {
            this.next = next;
        }

        /**
         * When this returns, mail goes through the new routes. No message misses its route: those in progress finish in
         * the old ones.
         *
         * @throws ConfigurationException if one can't be started, for example because its port is taken; the old ones
         *     then stay in force
         */
        public void takeOver() throws ConfigurationException {
            used = true;
            replaceBy(next);
        }

        @Override
        public void close() {
            if (!used) {
                next.stop();
            }
        }
    }

    private synchronized void replaceBy(RunningRoutes next) throws ConfigurationException {
        RunningRoutes old = inForce;
        try {
            if (old != null) {
                old.stopFetching();
            }
            next.start();
        } catch (Exception e) { // components declare no narrower type for their start
            fetchAgain(old);
            throw new ConfigurationException(
                    List.of(new Problem("routes/", "cannot be started: " + Reasons.of(e), "Correct the route")));
        }
        inForce = next;
        if (!entrances.replaceBy(next.entrances(), PASSING_BOUND)) {
            LOG.warn(
                    "Replaced routes still hold messages after {}; their clients get a temporary failure",
                    PASSING_BOUND);
        }
        if (old != null) {
            old.stop();
        }
    }

    private static void fetchAgain(@Nullable RunningRoutes old) {
        try {
            if (old != null) {
                old.fetchAgain();
            }
        } catch (Exception e) { // as above
            LOG.error("Cannot restart the previous routes: {}", Reasons.of(e), e);
        }
    }

    /** No mail is accepted from here on. */
    public synchronized void stop() {
        entrances.close(STOP_BOUND);
        RunningRoutes running = inForce;
        inForce = null;
        if (running != null) {
            running.stop();
        }
    }

    public boolean isReady() {
        RunningRoutes running = inForce;
        return running != null && running.isRunning();
    }
}
