package org.sluicemta.gateway.connection;

import java.util.List;

/**
 * Carries the reasons why there is no connection through futures: a {@link Fault} for each host and address that was
 * tried.
 */
public final class FaultException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;

    /** @param faults in the order they were met; at least one */
    FaultException(List<Fault> faults) {
        super(faults.getLast().reply().toString(), null, false, false);
        this.faults = List.copyOf(faults);
    }

    FaultException(Fault fault) {
        this(List.of(fault));
    }

    public List<Fault> faults() {
        return faults;
    }

    /** The last of them. */
    Fault fault() {
        return faults.getLast();
    }
}
