package org.sluicemta.gateway.destination;

import org.sluicemta.gateway.connection.Destination;
import org.sluicemta.gateway.connection.Fault;

/** Where a domain's mail goes. */
public sealed interface MailRoute {
    /** To these hosts. */
    record To(Destination destination) implements MailRoute {}

    /** Nowhere, or not now. */
    record Nowhere(Fault fault) implements MailRoute {}
}
