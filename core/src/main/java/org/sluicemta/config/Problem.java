package org.sluicemta.config;

/**
 * One thing wrong with a configuration.
 *
 * @param where file and line, {@code egress.xml:41}
 * @param what what is wrong, with the value seen
 * @param mend what to do about it
 */
public record Problem(String where, String what, String mend) {
    @Override
    public String toString() {
        return where + ": " + what + ". " + mend;
    }
}
