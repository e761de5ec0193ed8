package org.sluicemta.response;

/**
 * A fault in a rule, found by running its examples.
 *
 * @param rule id
 * @param what continues "rule x …"
 */
public record RuleFinding(String rule, Kind kind, String what) {
    public enum Kind {
        /** It has no example, so nobody knows whether it works. */
        UNTESTED,
        /** An example doesn't match its own rule. */
        MISSED,
        /** An earlier rule decides an example, with the same class. */
        SHADOWED,
        /** An earlier rule decides an example, with another class. */
        CONTRADICTED,
        /** Earlier rules decide every example, so the rule can go. */
        DEAD
    }
}
