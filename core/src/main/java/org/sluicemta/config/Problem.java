package org.sluicemta.config;

/**
 * One fault in a configuration.
 *
 * @param where file and line, {@code egress.xml:41}
 * @param what what is wrong, with the value seen
 * @param hint what to do about it, as an instruction to the operator; empty where that is plain from what is wrong
 */
public record Problem(String where, String what, String hint) {
    @Override
    public String toString() {
        return where + ": " + what + (hint.isEmpty() ? "" : (what.endsWith(".") ? " " : ". ") + hint);
    }
}
