package org.sluicemta.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How the suppression list is kept, and what goes onto it.
 *
 * @param softFailureWindow how long failures that suppress only after several are counted together
 * @param complaintsForAll whether who complains about one tenant's mail gets no more of anybody's
 * @param foldSubAddresses whether {@code user+tag} is the same recipient as {@code user}
 * @param hashKey file of the key that addresses are hashed with before they are kept; empty: they are kept as they are
 */
public record SuppressionSettings(
        Duration softFailureWindow, boolean complaintsForAll, boolean foldSubAddresses, Optional<Path> hashKey) {
    /** 30 days, complaints count for their tenant, addresses as they are. */
    public static final SuppressionSettings DEFAULTS =
            new SuppressionSettings(Duration.ofDays(30), false, false, Optional.empty());

    public SuppressionSettings {
        if (softFailureWindow.isNegative() || softFailureWindow.isZero()) {
            throw new IllegalArgumentException(
                    "suppression: soft-failure window must be positive, got " + softFailureWindow);
        }
    }
}
