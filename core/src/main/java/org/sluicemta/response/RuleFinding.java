package org.sluicemta.response;

/**
 * Something wrong with a rule, found by running the examples.
 *
 * @param rule id
 * @param what continues "rule x …"
 */
public record RuleFinding(String rule, Kind kind, String what) {
    public enum Kind {
        /** It has no example, so nobody knows whether it works. */
        UNTESTED,
        /** An example does not fit its own rule. */
        MISSED,
        /** An earlier rule decides an example, to the same class. */
        SHADOWED,
        /** An earlier rule decides an example, to another class. */
        CONTRADICTED,
        /** Earlier rules decide every example: the rule can go. */
        DEAD
    }
}
