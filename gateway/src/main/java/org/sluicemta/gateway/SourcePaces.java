package org.sluicemta.gateway;

import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.sluicemta.egress.EgressPlan;
import org.sluicemta.egress.SourceState;

/** The pace of sources that were told to slow down, at configured sites only: there may be any number of others. */
final class SourcePaces extends Collector {
    private final Supplier<EgressPlan> plan;
    private final Supplier<List<SourceState>> states;

    SourcePaces(Supplier<EgressPlan> plan, Supplier<List<SourceState>> states) {
        this.plan = plan;
        this.states = states;
    }

    @Override
    public List<MetricFamilySamples> collect() {
        List<SourceState> known = states.get().stream()
                .filter(state -> plan.get().sites().containsKey(state.site()))
                .toList();
        return List.of(
                family(GatewayMetric.SOURCE_PACE, known, SourceState.Pace::perSecond),
                family(GatewayMetric.SOURCE_LEARNED_PACE, known, SourceState.Pace::learned));
    }

    private static GaugeMetricFamily family(
            GatewayMetric metric, List<SourceState> known, ToDoubleFunction<SourceState.Pace> value) {
        GaugeMetricFamily family = new GaugeMetricFamily(
                metric.metric().name(), metric.metric().help(), metric.metric().labels());
        for (SourceState state : known) {
            SourceState.Pace pace = state.pace();
            if (pace != null) {
                family.addMetric(List.of(state.source().value(), state.site().value()), value.applyAsDouble(pace));
            }
        }
        return family;
    }
}
