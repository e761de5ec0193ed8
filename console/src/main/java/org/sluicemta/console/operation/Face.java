package org.sluicemta.console.operation;

import java.util.Locale;

/** What an operation is asked through. */
public enum Face {
    JMX,
    HTTP,
    /** The command line, at a server that runs. */
    CLI,
    /** The command line, on the database of a server that doesn't run. */
    OFFLINE,
    /** A signal to the process. */
    SIGNAL;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
