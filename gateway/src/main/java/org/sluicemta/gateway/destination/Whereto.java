package org.sluicemta.gateway.destination;

import org.sluicemta.gateway.connection.Destination;
import org.sluicemta.gateway.connection.Fault;

/** Where a domain's mail goes. */
public sealed interface Whereto {
    /** To these hosts. */
    record To(Destination destination) implements Whereto {}

    /** Nowhere, or not now. */
    record Nowhere(Fault fault) implements Whereto {}
}
