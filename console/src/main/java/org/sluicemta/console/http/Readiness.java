package org.sluicemta.console.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * All conditions of being ready, and of being alive. Empty until the server has started, and a server without
 * conditions isn't ready.
 */
public final class Readiness {
    private final List<HealthCheck> checks = new CopyOnWriteArrayList<>();
    private final List<HealthCheck> vital = new CopyOnWriteArrayList<>();
    private final Map<String, Supplier<String>> shown = new ConcurrentHashMap<>();
    private volatile boolean started;

    public void add(HealthCheck check) {
        checks.add(check);
    }

    /** Adds a condition that only a restart can fix. */
    public void addVital(HealthCheck check) {
        vital.add(check);
    }

    /** Problems that only a restart can fix; empty if alive. */
    public List<String> vitalProblems() {
        return problems(vital);
    }

    /** Adds information for operators that doesn't affect the result. */
    public void show(String name, Supplier<String> value) {
        shown.put(name, value);
    }

    /** The additional information, by name. */
    public Map<String, String> shown() {
        Map<String, String> values = new TreeMap<>();
        shown.forEach((name, value) -> values.put(name, value.get()));
        return values;
    }

    /** The server accepts mail from now on. */
    public void started() {
        started = true;
    }

    /** The server stops: not ready from now on. */
    public void stopping() {
        started = false;
    }

    /** The problems; empty if ready. */
    public List<String> problems() {
        if (!started) {
            return List.of("starting or stopping");
        }
        return problems(checks);
    }

    private static List<String> problems(List<HealthCheck> checks) {
        return checks.stream()
                .map(HealthCheck::problem)
                .flatMap(Optional::stream)
                .toList();
    }
}
