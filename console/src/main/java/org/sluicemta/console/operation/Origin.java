package org.sluicemta.console.operation;

/**
 * Where a request comes from, for the audit.
 *
 * @param from an address, or a name for this machine
 */
public record Origin(Face face, String from) {
    /** This machine, if there is no connection. */
    public static final String HERE = "this machine";
}
