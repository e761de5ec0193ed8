package org.sluicemta.gateway.delivery;

import org.sluicemta.egress.PoolId;
import org.sluicemta.gateway.connection.Fault;
import org.sluicemta.response.Phase;
import org.sluicemta.response.ResponseClass;

/** Why a message isn't sent, if no server is to blame. */
final class OwnFaults {
    static final Fault CAP_REACHED = own("4.4.5", "No more messages may leave for now; see the caps in egress.xml");
    static final Fault CALLED_BACK = own("4.3.0", "Message was called back before it was sent");

    private OwnFaults() {}

    static Fault noPool(PoolId pool) {
        return own("4.3.5", "Pool " + pool + " is not in egress.xml");
    }

    private static Fault own(String status, String text) {
        return Fault.own(Phase.CONNECT, ResponseClass.OTHER, 451, status, text);
    }
}
