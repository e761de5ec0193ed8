package org.sluicemta.console.http;

import java.util.Optional;

/** One condition of being ready. Asked on every probe: answers at once. */
@FunctionalInterface
public interface HealthCheck {
    /** Empty when well; otherwise what is wrong, in a line. */
    Optional<String> problem();
}
