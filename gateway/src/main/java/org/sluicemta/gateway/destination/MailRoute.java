package org.sluicemta.gateway.destination;

import java.util.List;
import org.sluicemta.egress.SiteId;
import org.sluicemta.gateway.connection.Destination;
import org.sluicemta.gateway.connection.Fault;
import org.sluicemta.gateway.dns.MxHost;
import org.sluicemta.gateway.sts.StsFinding;

/** Where a domain's mail goes. */
public sealed interface MailRoute {
    /**
     * To these hosts.
     *
     * @param policy what the domain's MTA-STS policy says about them
     * @param all the domain's hosts, even those that its policy or this server's place among them rules out
     */
    record To(Destination destination, StsFinding policy, List<MxHost> all) implements MailRoute {
        To(Destination destination, StsFinding policy) {
            this(destination, policy, destination.hosts());
        }

        /** The site of domains that have the same hosts, if no configured site names them. */
        public SiteId hosts() {
            String port = destination.named() ? ":" + destination.port() : "";
            return SiteId.ofHosts(all.stream().map(host -> host.name() + port).toList());
        }
    }

    /** Nowhere, or not now. */
    record Nowhere(Fault fault) implements MailRoute {}

    /** The same for a domain with these MX hosts. */
    default MailRoute ofDomainWith(List<MxHost> all) {
        return this instanceof To to ? new To(to.destination(), to.policy(), all) : this;
    }
}
