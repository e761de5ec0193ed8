package org.sluicemta.smtp.container;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.apache.james.metrics.api.Metric;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.metrics.api.TimeMetric;
import org.reactivestreams.Publisher;

/** Metrics of James's own classes: counters count, and nothing is timed, because our own metrics do that. */
@Singleton
public final class CountingMetrics implements MetricFactory {
    @Inject
    public CountingMetrics() {}

    @Override
    public Metric generate(String name) {
        return new Counter();
    }

    @Override
    public TimeMetric timer(String name) {
        return new Untimed(name);
    }

    @Override
    public <T> Publisher<T> decoratePublisherWithTimerMetric(String name, Publisher<T> publisher) {
        return publisher;
    }

    @Override
    @Deprecated
    public <T> Publisher<T> decoratePublisherWithTimerMetricLogP99(String name, Publisher<T> publisher) {
        return publisher;
    }

    private static final class Counter implements Metric {
        private final LongAdder count = new LongAdder();

        @Override
        public void increment() {
            count.increment();
        }

        @Override
        public void decrement() {
            count.decrement();
        }

        @Override
        public void add(int value) {
            count.add(value);
        }

        @Override
        public void remove(int value) {
            count.add(-value);
        }

        @Override
        public long getCount() {
            return count.sum();
        }
    }

    private record Untimed(String name) implements TimeMetric, TimeMetric.ExecutionResult {
        @Override
        public ExecutionResult stopAndPublish() {
            return this;
        }

        @Override
        public Duration elasped() {
            return Duration.ZERO;
        }

        @Override
        @Deprecated
        public ExecutionResult logWhenExceedP99(Duration threshold) {
            return this;
        }
    }
}
