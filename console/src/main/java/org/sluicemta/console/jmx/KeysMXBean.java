package org.sluicemta.console.jmx;

import org.jspecify.annotations.Nullable;

/**
 * {@code org.sluicemta:type=Keys}: keys that sign mail and return paths. What can't be done is an OperationProblem,
 * which a client needs our classes to read.
 */
public interface KeysMXBean {
    /**
     * Creates a signing key, which doesn't sign yet.
     *
     * @param algorithm rsa or ed25519
     */
    PreparedKeyRow generateDkim(String domain, String selector, String algorithm, String by);

    /** Activates a signing key whose record is published. Returns its name in DNS. */
    String activateDkim(String domain, String selector, String by);

    /** The name in DNS of the key that signs instead of this active one; null if this one signs. */
    @Nullable
    String dkimSigningInstead(String domain, String selector);

    /** Adds a return-path key, which signs from the next day (UTC). */
    RotatedKeyRow rotateReturnPath(String by);
}
