package org.sluicemta.admission;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;
import org.sluicemta.stream.StreamId;

/**
 * Measures the resources that may run short and decides which mail is accepted. {@link #measure()} must be called every
 * second; reading the result costs nothing. Thread-safe.
 */
public final class Pressure {
    /** A resource being watched. */
    public record Gauge(Mark mark, DoubleSupplier used) {}

    private final AdmissionSettings settings;
    private final Map<Resource, Gauge> gauges;
    private volatile Map<Resource, AdmissionStage> stages = Map.of();
    private volatile Map<Resource, Double> used = Map.of();
    private volatile AdmissionStage stage = AdmissionStage.OPEN;

    public Pressure(AdmissionSettings settings, Map<Resource, Gauge> gauges) {
        this.settings = settings;
        this.gauges = Map.copyOf(gauges);
    }

    /** Watches nothing: all mail is accepted. */
    public static Pressure none() {
        return new Pressure(AdmissionSettings.DEFAULTS, Map.of());
    }

    /**
     * Measures every resource once.
     *
     * @return whether the stage changed, which operators should be told
     */
    public synchronized boolean measure() {
        Map<Resource, AdmissionStage> now = new EnumMap<>(Resource.class);
        Map<Resource, Double> measured = new EnumMap<>(Resource.class);
        gauges.forEach((resource, gauge) -> {
            double use = gauge.used().getAsDouble();
            measured.put(resource, use);
            now.put(resource, gauge.mark().stage(use, stage(resource)));
        });
        AdmissionStage highest = AdmissionStage.OPEN;
        for (AdmissionStage each : now.values()) {
            highest = each.compareTo(highest) > 0 ? each : highest;
        }
        used = Map.copyOf(measured);
        stages = Map.copyOf(now);
        boolean changed = highest != stage;
        stage = highest;
        return changed;
    }

    public AdmissionStage stage() {
        return stage;
    }

    /** The stage that this resource alone would call for. */
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

    /** For operators: {@code new mail is refused (451): disk 91 % used, limit 90 %}. */
    public String describe() {
        return switch (stage) {
            case OPEN -> "new mail is accepted";
            case RESERVED ->
                "new mail of the streams "
                        + settings.deferredFirst().stream()
                                .map(StreamId::value)
                                .sorted()
                                .toList() + " is refused (451): " + shortOf();
            case CLOSED -> "new mail is refused (451): " + shortOf();
        };
    }

    /** What is scarce, with its use and the limit that it has passed. */
    private String shortOf() {
        Map<Resource, AdmissionStage> now = stages;
        return gauges.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .filter(gauge -> now.getOrDefault(gauge.getKey(), AdmissionStage.OPEN) != AdmissionStage.OPEN)
                .map(gauge -> {
                    Resource resource = gauge.getKey();
                    Mark mark = gauge.getValue().mark();
                    double limit = now.get(resource) == AdmissionStage.CLOSED ? mark.closed() : mark.reserved();
                    return resource.describe(used.getOrDefault(resource, 0.0), limit);
                })
                .collect(Collectors.joining(", "));
    }
}
