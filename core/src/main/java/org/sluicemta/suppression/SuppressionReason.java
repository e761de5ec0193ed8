package org.sluicemta.suppression;

/** Why someone must not be mailed. */
public enum SuppressionReason {
    HARD_BOUNCE,
    SOFT_BOUNCE,
    COMPLAINT,
    UNSUBSCRIBE,
    MANUAL
}
