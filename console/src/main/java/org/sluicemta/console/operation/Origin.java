package org.sluicemta.console.operation;

/**
 * Where a request comes from, for the audit.
 *
 * @param from an address, or what stands for this machine
 */
public record Origin(Face face, String from) {
    /** This machine, where no connection says more. */
    public static final String HERE = "this machine";
}
