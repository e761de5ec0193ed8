package org.sluicemta.admission;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.stream.StreamId;

/**
 * Measures what may run short, and says who is let in. Someone calls {@link #measure()} every second; asking costs
 * nothing. Thread-safe.
 */
public final class Pressure {
    private static final Logger LOG = LoggerFactory.getLogger(Pressure.class);

    /** A resource that is watched. */
    public record Gauge(Mark mark, DoubleSupplier used) {}

    private final AdmissionSettings settings;
    private final Map<Resource, Gauge> gauges;
    private volatile Map<Resource, AdmissionStage> stages = Map.of();
    private volatile AdmissionStage stage = AdmissionStage.OPEN;

    public Pressure(AdmissionSettings settings, Map<Resource, Gauge> gauges) {
        this.settings = settings;
        this.gauges = Map.copyOf(gauges);
    }

    /** Without anything that could run short. */
    public static Pressure none() {
        return new Pressure(AdmissionSettings.USUAL, Map.of());
    }

    /** Looks at every resource once. */
    public synchronized void measure() {
        Map<Resource, AdmissionStage> now = new EnumMap<>(Resource.class);
        gauges.forEach((resource, gauge) ->
                now.put(resource, gauge.mark().stage(gauge.used().getAsDouble(), stage(resource))));
        AdmissionStage highest = AdmissionStage.OPEN;
        for (AdmissionStage each : now.values()) {
            highest = each.compareTo(highest) > 0 ? each : highest;
        }
        stages = Map.copyOf(now);
        if (highest != stage) {
            stage = highest;
            LOG.warn("admission is {}: {}", highest, describe());
        }
    }

    public AdmissionStage stage() {
        return stage;
    }

    /** The stage that one resource alone would lead to. */
    public AdmissionStage stage(Resource resource) {
        return stages.getOrDefault(resource, AdmissionStage.OPEN);
    }

    /** Whether mail of a stream has to wait now. */
    public boolean defers(StreamId stream) {
        return switch (stage) {
            case OPEN -> false;
            case RESERVED -> settings.deferredFirst().contains(stream);
            case CLOSED -> true;
        };
    }

    /** For operators: {@code disk RESERVED, heap OPEN}. */
    public String describe() {
        Map<Resource, AdmissionStage> now = stages;
        return gauges.keySet().stream()
                .sorted()
                .map(resource -> resource.label() + " " + now.getOrDefault(resource, AdmissionStage.OPEN))
                .collect(Collectors.joining(", "));
    }
}
