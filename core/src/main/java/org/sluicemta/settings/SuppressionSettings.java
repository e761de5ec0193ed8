package org.sluicemta.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How the suppression list is kept, and what is added to it.
 *
 * @param softFailureWindow period over which failures are counted that suppress only after several
 * @param complaintsForAll whether a complaint about one tenant's mail suppresses the recipient for all tenants
 * @param foldSubAddresses whether {@code user+tag} is the same recipient as {@code user}
 * @param hashKey file of the key that addresses are hashed with before storing; empty stores them in plain text
 */
public record SuppressionSettings(
        Duration softFailureWindow, boolean complaintsForAll, boolean foldSubAddresses, Optional<Path> hashKey) {
    /** 30 days, complaints count for their tenant, addresses in plain text. */
    public static final SuppressionSettings DEFAULTS =
            new SuppressionSettings(Duration.ofDays(30), false, false, Optional.empty());

    public SuppressionSettings {
        if (softFailureWindow.isNegative() || softFailureWindow.isZero()) {
            throw new IllegalArgumentException(
                    "suppression: soft-failure window must be positive, got " + softFailureWindow);
        }
    }
}
