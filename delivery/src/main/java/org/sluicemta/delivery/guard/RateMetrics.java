package org.sluicemta.delivery.guard;

import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.sluicemta.reputation.FailureRates;
import org.sluicemta.reputation.RateCounts;
import org.sluicemta.reputation.RateKey;
import org.sluicemta.reputation.RateKind;
import org.sluicemta.reputation.RateSums;
import org.sluicemta.reputation.StreamSuspension;

/** Exports the window's figures. The busiest tenants have their own label; the rest share one. */
@Singleton
public final class RateMetrics extends Collector {
    private static final int NAMED_TENANTS = 500;
    private static final String OTHERS = "(other)";

    private final FailureRates rates;
    private final ReputationGuard guard;

    @Inject
    public RateMetrics(FailureRates rates, ReputationGuard guard) {
        this.rates = rates;
        this.guard = guard;
    }

    @Override
    public List<MetricFamilySamples> collect() {
        Map<RateKey, RateCounts> all = rates.all();
        List<MetricFamilySamples> families = new ArrayList<>();
        families.addAll(families(
                busiest(RateSums.byTenant(all)),
                RateMetric.TENANT_SENT,
                RateMetric.TENANT_HARD_BOUNCE,
                RateMetric.TENANT_COMPLAINT));
        families.addAll(families(
                RateSums.by(RateKind.STREAM, all),
                RateMetric.STREAM_SENT,
                RateMetric.STREAM_HARD_BOUNCE,
                RateMetric.STREAM_COMPLAINT));
        families.addAll(families(
                RateSums.by(RateKind.SOURCE, all),
                RateMetric.SOURCE_SENT,
                RateMetric.SOURCE_HARD_BOUNCE,
                RateMetric.SOURCE_COMPLAINT));
        families.addAll(families(
                RateSums.by(RateKind.SITE, all),
                RateMetric.SITE_SENT,
                RateMetric.SITE_HARD_BOUNCE,
                RateMetric.SITE_COMPLAINT));
        families.add(held());
        return families;
    }

    private static List<MetricFamilySamples> families(Map<String, RateCounts> sums, RateMetric... metrics) {
        List<MetricFamilySamples> families = new ArrayList<>();
        for (RateMetric metric : metrics) {
            GaugeMetricFamily family = new GaugeMetricFamily(
                    metric.metric().name(),
                    metric.metric().help(),
                    metric.metric().labels());
            sums.forEach((name, counts) -> family.addMetric(List.of(name), metric.of(counts)));
            families.add(family);
        }
        return families;
    }

    private static Map<String, RateCounts> busiest(Map<String, RateCounts> tenants) {
        if (tenants.size() <= NAMED_TENANTS) {
            return tenants;
        }
        List<Map.Entry<String, RateCounts>> sorted = new ArrayList<>(tenants.entrySet());
        sorted.sort(Comparator.comparingLong(entry -> -entry.getValue().sent()));
        Map<String, RateCounts> named = new HashMap<>();
        for (int i = 0; i < sorted.size(); i++) {
            String name = i < NAMED_TENANTS ? sorted.get(i).getKey() : OTHERS;
            named.merge(name, sorted.get(i).getValue(), RateCounts::plus);
        }
        return named;
    }

    private MetricFamilySamples held() {
        Map<String, Long> byStream = new HashMap<>();
        for (StreamSuspension suspension : guard.held()) {
            byStream.merge(suspension.stream().value(), 1L, Long::sum);
        }
        RateMetric metric = RateMetric.HELD_STREAMS;
        GaugeMetricFamily family = new GaugeMetricFamily(
                metric.metric().name(), metric.metric().help(), metric.metric().labels());
        byStream.forEach((stream, count) -> family.addMetric(List.of(stream), count));
        return family;
    }
}
