package org.sluicemta.smtp.metrics;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prometheus.client.Histogram;
import io.prometheus.client.SimpleCollector;
import java.time.Duration;
import java.util.function.IntSupplier;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.sluicemta.admission.Pressure;
import org.sluicemta.admission.Resource;
import org.sluicemta.limit.LimitKind;
import org.sluicemta.limit.SubjectKind;
import org.sluicemta.smtp.chain.ChainPool;

/** Updates the metrics of {@link FrontDoorMetric}. Thread-safe. */
@Singleton
public final class FrontDoorMetrics {
    private static final double[] SECONDS = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30};
    private static final double NANOS_PER_SECOND = 1_000_000_000;

    private final Gauge connections;
    private final Counter connected;
    private final Counter messages;
    private final Counter bytes;
    private final Histogram seconds;
    private final Counter rejections;
    private final Counter limited;
    private final Gauge admission;
    private final Gauge chains;
    private final Counter logins;

    @Inject
    public FrontDoorMetrics(CollectorRegistry registry) {
        connections = described(Gauge.build(), FrontDoorMetric.CONNECTIONS).register(registry);
        connected = described(Counter.build(), FrontDoorMetric.CONNECTED).register(registry);
        messages = described(Counter.build(), FrontDoorMetric.MESSAGES).register(registry);
        bytes = described(Counter.build(), FrontDoorMetric.MESSAGE_BYTES).register(registry);
        seconds = described(Histogram.build().buckets(SECONDS), FrontDoorMetric.ANSWER_SECONDS)
                .register(registry);
        rejections = described(Counter.build(), FrontDoorMetric.REJECTIONS).register(registry);
        limited = described(Counter.build(), FrontDoorMetric.LIMITED).register(registry);
        admission = described(Gauge.build(), FrontDoorMetric.ADMISSION).register(registry);
        chains = described(Gauge.build(), FrontDoorMetric.CHAINS).register(registry);
        logins = described(Counter.build(), FrontDoorMetric.LOGINS).register(registry);
    }

    /** Registers the number of open connections of a listener, read at each scrape. */
    public void show(String listener, IntSupplier open) {
        connections.setChild(read(open), listener);
    }

    /** Registers the chain figures, read at each scrape. */
    public void show(ChainPool pool) {
        chains.setChild(read(pool::waiting), "waiting");
        chains.setChild(read(pool::running), "running");
        chains.setChild(read(pool::overdue), "overdue");
    }

    /** Registers the admission stage by resource, read at each scrape. */
    public void show(Pressure pressure) {
        for (Resource resource : Resource.values()) {
            admission.setChild(read(() -> pressure.stage(resource).ordinal()), resource.label());
        }
    }

    private static Gauge.Child read(IntSupplier value) {
        return new Gauge.Child() {
            @Override
            public double get() {
                return value.getAsInt();
            }
        };
    }

    public void connected(String listener, boolean greeted) {
        connected.labels(listener, greeted ? "greeted" : "refused").inc();
    }

    /** A client that isn't one of the listener's proxies. */
    public void turnedAway(String listener) {
        connected.labels(listener, "not-a-proxy").inc();
    }

    public void accepted(String listener, long octets, Duration took) {
        messages.labels(listener, "accepted").inc();
        bytes.labels(listener).inc(octets);
        seconds.labels(listener).observe(took.toNanos() / NANOS_PER_SECOND);
    }

    /** A complete message that was refused, permanently or temporarily. */
    public void notAccepted(String listener, boolean permanent, Duration took) {
        messages.labels(listener, permanent ? "refused" : "deferred").inc();
        seconds.labels(listener).observe(took.toNanos() / NANOS_PER_SECOND);
    }

    public void rejected(String listener, String status) {
        rejections.labels(listener, status).inc();
    }

    public void limited(String listener, SubjectKind subject, LimitKind limit) {
        limited.labels(listener, subject.label(), limit.label()).inc();
    }

    public void login(String listener, boolean right) {
        logins.labels(listener, right ? "right" : "wrong").inc();
    }

    private static <B extends SimpleCollector.Builder<B, ?>> B described(B builder, FrontDoorMetric metric) {
        return builder.name(metric.metric().name())
                .help(metric.metric().help())
                .labelNames(metric.metric().labels().toArray(String[]::new));
    }
}
