package org.sluicemta.gateway.dns;

import java.util.Set;

/** What DNSSEC says about which hosts take a domain's mail. */
public sealed interface ProvenHosts {
    /** These, lower case; none if the zone isn't signed. */
    record Names(Set<String> names) implements ProvenHosts {
        public Names {
            names = Set.copyOf(names);
        }
    }

    /** No answer available now, perhaps because a signature isn't valid. */
    record Unavailable(String text) implements ProvenHosts {}
}
