package org.sluicemta.console.http;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** All conditions of being ready. Empty until the server has started: a server without conditions is not ready. */
public final class Readiness {
    private final List<HealthCheck> checks = new CopyOnWriteArrayList<>();
    private volatile boolean started;

    public void add(HealthCheck check) {
        checks.add(check);
    }

    /** The server takes mail from now on. */
    public void started() {
        started = true;
    }

    /** The server stops: not ready from now on. */
    public void stopping() {
        started = false;
    }

    /** What is wrong; empty when ready. */
    public List<String> problems() {
        if (!started) {
            return List.of("not started, or stopping");
        }
        return checks.stream()
                .map(HealthCheck::problem)
                .flatMap(Optional::stream)
                .toList();
    }
}
