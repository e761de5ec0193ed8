package org.sluicemta.gateway.dns;

import java.net.InetAddress;
import java.util.List;

/** What DNS says about a host's addresses. */
public sealed interface AddressAnswer {
    /** At least one address. */
    record Addresses(List<InetAddress> addresses) implements AddressAnswer {
        public Addresses {
            addresses = List.copyOf(addresses);
        }
    }

    /** The host does not exist or has no addresses. */
    record None(String text) implements AddressAnswer {}

    /** No answer available now. */
    record Unavailable(String text) implements AddressAnswer {}
}
