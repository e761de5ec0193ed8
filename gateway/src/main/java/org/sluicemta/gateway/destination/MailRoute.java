package org.sluicemta.gateway.destination;

import org.sluicemta.gateway.connection.Destination;
import org.sluicemta.gateway.connection.Fault;
import org.sluicemta.gateway.sts.StsFinding;

/** Where a domain's mail goes. */
public sealed interface MailRoute {
    /**
     * To these hosts.
     *
     * @param policy what the domain's MTA-STS policy says about them
     */
    record To(Destination destination, StsFinding policy) implements MailRoute {}

    /** Nowhere, or not now. */
    record Nowhere(Fault fault) implements MailRoute {}
}
