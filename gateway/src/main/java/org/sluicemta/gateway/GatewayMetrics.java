package org.sluicemta.gateway;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prometheus.client.Histogram;
import io.prometheus.client.SimpleCollector;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.sluicemta.egress.PoolId;
import org.sluicemta.gateway.connection.ConnectionPool;
import org.sluicemta.outcome.DeliveryAttempt;
import org.sluicemta.outcome.DeliveryOutcome;
import org.sluicemta.outcome.RecipientOutcome;

/** Counts what {@link GatewayMetric} names. Thread-safe. */
final class GatewayMetrics {
    private static final double[] SECONDS = {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300};
    private static final double NANOS_PER_SECOND = 1_000_000_000;

    private final Counter attempts;
    private final Histogram seconds;
    private final Counter connects;

    /** Sites and sources are counted whenever the metrics are read. */
    GatewayMetrics(
            CollectorRegistry registry,
            Supplier<List<SiteStatus>> sites,
            IntSupplier restingSources,
            IntSupplier restingTenants,
            IntSupplier missingSources,
            IntSupplier silentHosts) {
        attempts = described(Counter.build(), GatewayMetric.ATTEMPTS).register(registry);
        seconds = described(Histogram.build().buckets(SECONDS), GatewayMetric.DELIVERY_SECONDS)
                .register(registry);
        connects = described(Counter.build(), GatewayMetric.CONNECTS).register(registry);
        Gauge connections = described(Gauge.build(), GatewayMetric.CONNECTIONS).register(registry);
        connections.setChild(sum(sites, site -> site.openConnections() - site.idleConnections()), "used");
        connections.setChild(sum(sites, SiteStatus::idleConnections), "idle");
        Gauge suspended =
                described(Gauge.build(), GatewayMetric.SUSPENDED_SITES).register(registry);
        suspended.setChild(sum(sites, site -> site.suspendedUntil() == null ? 0 : 1));
        Gauge resting = described(Gauge.build(), GatewayMetric.RESTING_SOURCES).register(registry);
        resting.setChild(counted(restingSources));
        Gauge tenants = described(Gauge.build(), GatewayMetric.RESTING_TENANTS).register(registry);
        tenants.setChild(counted(restingTenants));
        Gauge missing = described(Gauge.build(), GatewayMetric.MISSING_SOURCES).register(registry);
        missing.setChild(counted(missingSources));
        Gauge silent = described(Gauge.build(), GatewayMetric.SILENT_HOSTS).register(registry);
        silent.setChild(counted(silentHosts));
    }

    private static <B extends SimpleCollector.Builder<B, ?>> B described(B builder, GatewayMetric metric) {
        return builder.name(metric.metric().name())
                .help(metric.metric().help())
                .labelNames(metric.metric().labels().toArray(String[]::new));
    }

    private static Gauge.Child sum(Supplier<List<SiteStatus>> sites, ToIntFunction<SiteStatus> part) {
        return counted(() -> sites.get().stream().mapToInt(part).sum());
    }

    private static Gauge.Child counted(IntSupplier count) {
        return new Gauge.Child() {
            @Override
            public double get() {
                return count.getAsInt();
            }
        };
    }

    /** The same dialer, with its results counted. */
    ConnectionPool.Dialer counting(ConnectionPool.Dialer dialer) {
        return (wanted, source) -> {
            ConnectionPool.Dialing dialing = dialer.dial(wanted, source);
            var unused = dialing.connection().whenComplete((connection, failure) -> {
                if (!(failure instanceof CancellationException)) {
                    connects.labels(connection == null ? "failed" : "opened").inc();
                }
            });
            return dialing;
        };
    }

    void watch(PoolId pool, CompletionStage<List<RecipientOutcome>> outcomes) {
        var unused = outcomes.thenAccept(all -> all.forEach(one -> count(pool, one.outcome())));
    }

    private void count(PoolId pool, DeliveryOutcome outcome) {
        switch (outcome) {
            case DeliveryOutcome.Delivered delivered -> count(pool, "delivered", delivered.attempt());
            case DeliveryOutcome.Deferred deferred -> count(pool, "deferred", deferred.attempt());
            case DeliveryOutcome.Bounced bounced -> count(pool, "bounced", bounced.attempt());
            case DeliveryOutcome.Misplaced misplaced -> {} // no attempt was made
            case DeliveryOutcome.Expired expired ->
                throw new IllegalStateException("the gateway lets nothing expire: " + expired);
            case DeliveryOutcome.Suppressed suppressed ->
                throw new IllegalStateException("the gateway suppresses nothing: " + suppressed);
        }
    }

    private void count(PoolId pool, String outcome, DeliveryAttempt attempt) {
        Duration took = attempt.took();
        attempts.labels(pool.value(), outcome).inc();
        seconds.labels(pool.value(), outcome).observe(took.toNanos() / NANOS_PER_SECOND);
    }
}
