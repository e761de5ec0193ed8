package org.sluicemta.suppression;

/** Whether a recipient may be mailed. */
public sealed interface SuppressionDecision {
    record Allowed() implements SuppressionDecision {}

    /** @param entry the entry that forbids it; the widest scope wins */
    record Suppressed(Suppression entry) implements SuppressionDecision {}
}
