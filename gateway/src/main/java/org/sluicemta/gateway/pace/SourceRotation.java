package org.sluicemta.gateway.pace;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sluicemta.egress.EgressSource;
import org.sluicemta.egress.SourceId;

/**
 * Whose turn it is among a pool's sources. Each use costs a source the inverse of its weight, and the source with the
 * lowest total comes first. So over time, uses follow the weights exactly. Not thread-safe.
 */
public final class SourceRotation {
    private final Map<SourceId, Double> spent = new HashMap<>();

    /** The sources, the one whose turn it is first. A new source starts level with the others. */
    public List<EgressSource> order(List<EgressSource> sources) {
        if (sources.size() == 1) {
            return sources;
        }
        double level = sources.stream()
                .mapToDouble(source -> spent.getOrDefault(source.id(), Double.MAX_VALUE))
                .min()
                .orElse(0);
        double start = level == Double.MAX_VALUE ? 0 : level;
        sources.forEach(source -> spent.putIfAbsent(source.id(), start));
        return sources.stream()
                .sorted(Comparator.comparingDouble(source -> spent.getOrDefault(source.id(), start)))
                .toList();
    }

    public void used(EgressSource source) {
        spent.merge(source.id(), 1.0 / source.weight(), Double::sum);
    }
}
