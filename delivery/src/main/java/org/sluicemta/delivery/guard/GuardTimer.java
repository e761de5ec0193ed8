package org.sluicemta.delivery.guard;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.queue.lane.LaneException;
import org.sluicemta.reputation.FailureRates;
import org.sluicemta.tenant.TenantId;

/** Updates the figures from the journal every few seconds and has the guard check them. */
@Singleton
public final class GuardTimer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GuardTimer.class);
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final Duration LAST_ROUND = Duration.ofSeconds(5);

    private final FailureRates rates;
    private final ReputationGuard guard;
    private final WarmUpWatch warmUps;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("guard").factory());
    private @Nullable ScheduledFuture<?> rounds;
    private boolean failing;

    @Inject
    public GuardTimer(FailureRates rates, ReputationGuard guard, WarmUpWatch warmUps) {
        this.rates = rates;
        this.warmUps = warmUps;
        this.guard = guard;
    }

    /** Call after the queues have started, because paused lanes must be known. */
    public void start() {
        rounds = timer.scheduleWithFixedDelay(this::round, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void round() {
        try {
            Set<TenantId> touched = rates.follow();
            guard.look(touched);
            warmUps.look();
            if (failing) {
                LOG.warn("Guard: figures are being counted again");
            }
            failing = false;
        } catch (IOException | LaneException | RuntimeException e) {
            // Logged once, not every few seconds. Nothing is lost: the next run continues where the saved figures end.
            if (!failing) {
                LOG.error("Guard: a run failed and will be retried: {}", e.getMessage(), e);
            }
            failing = true;
        }
    }

    /** Waits a few seconds for a run in progress. */
    @Override
    public void close() {
        ScheduledFuture<?> scheduled = rounds;
        if (scheduled != null) {
            scheduled.cancel(false);
        }
        timer.shutdown();
        try {
            if (!timer.awaitTermination(LAST_ROUND.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("Guard: previous run is still going after the limit; cancelling it");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            timer.shutdownNow();
        }
    }
}
