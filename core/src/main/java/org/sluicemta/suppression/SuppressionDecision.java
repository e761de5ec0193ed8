package org.sluicemta.suppression;

/** May this recipient be mailed? */
public sealed interface SuppressionDecision {
    record Allowed() implements SuppressionDecision {}

    /** @param entry the entry that forbids it, the widest scope first */
    record Suppressed(Suppression entry) implements SuppressionDecision {}
}
