package org.sluicemta.console.http;

import java.util.Optional;

/** One condition of being ready. Called on every probe, so it must return at once. */
@FunctionalInterface
public interface HealthCheck {
    /** Empty if all is well; otherwise one line that says what is wrong. */
    Optional<String> problem();
}
