package org.sluicemta.gateway.sts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a domain's policy, and for how long.
 *
 * @param fetched when the policy was; of no meaning where there is none
 * @param checkAgain from then on it is refreshed when it is used
 * @param expires from then on it is not used
 */
record KnownPolicy(StsFinding finding, Instant fetched, Instant checkAgain, Instant expires) {
    private static final int BYTES = 400;
    private static final int BYTES_OF_STRING = 60;

    boolean isInForce(Instant now) {
        return now.isBefore(expires);
    }

    @Nullable
    StsPolicy policy() {
        return finding instanceof StsFinding.Found found ? found.policy() : null;
    }

    /** Its bytes in memory, roughly. */
    int weight() {
        StsPolicy policy = policy();
        int patterns = policy == null
                ? 0
                : policy.mx().stream()
                        .mapToInt(mx -> mx.length() + BYTES_OF_STRING)
                        .sum();
        return BYTES + patterns;
    }
}
