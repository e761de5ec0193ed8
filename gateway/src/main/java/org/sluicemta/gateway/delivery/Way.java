package org.sluicemta.gateway.delivery;

import java.util.HashSet;
import java.util.Set;
import org.sluicemta.gateway.connection.Destination;
import org.sluicemta.gateway.connection.Fault;
import org.sluicemta.gateway.connection.RemoteAddress;
import org.sluicemta.gateway.connection.ReportedSessions;
import org.sluicemta.gateway.connection.TlsDemand;
import org.sluicemta.response.Phase;

/** The route of one domain's recipients, and the hosts on it that have hung up. */
final class Way {
    /** Each may take five minutes before it times out. */
    private static final int MOST_HOSTS_HUNG_UP = 3;

    private final String domain;
    private final Destination destination;
    private final ReportedSessions sessions;
    private final Set<RemoteAddress> hungUp = new HashSet<>();

    Way(String domain, Destination destination, ReportedSessions sessions) {
        this.domain = domain;
        this.destination = destination;
        this.sessions = sessions;
    }

    String domain() {
        return domain;
    }

    Destination destination() {
        return destination;
    }

    ReportedSessions sessions() {
        return sessions;
    }

    Set<RemoteAddress> hungUp() {
        return hungUp;
    }

    void hungUp(RemoteAddress host) {
        hungUp.add(host);
    }

    /** Whether no host has hung up. */
    boolean isFirst() {
        return hungUp.isEmpty();
    }

    boolean mayGoOn() {
        return hungUp.size() + 1 < MOST_HOSTS_HUNG_UP;
    }

    /** Whether the domain's own TLS policy refuses the host. */
    boolean isOfPolicy(Fault fault) {
        return fault.phase() == Phase.TLS && (destination.tls() instanceof TlsDemand.Sts || destination.dane());
    }
}
