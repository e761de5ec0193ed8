package org.sluicemta.console.operation;

import java.util.Locale;

/** The interface through which an operation is called. */
public enum Face {
    JMX,
    HTTP,
    /** The command line, with a running server. */
    CLI,
    /** The command line, on the database of a server that isn't running. */
    OFFLINE,
    /** A signal to the process. */
    SIGNAL;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
