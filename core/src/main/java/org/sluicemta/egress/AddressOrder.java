package org.sluicemta.egress;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which addresses of a site's hosts are used, and which come first. */
public enum AddressOrder {
    IPV4_FIRST(true, true),
    IPV6_FIRST(false, true),
    /** No IPv6. */
    IPV4(true, false),
    /** No IPv4. */
    IPV6(false, false);

    private final boolean prefersFour;
    private final boolean both;

    AddressOrder(boolean prefersFour, boolean both) {
        this.prefersFour = prefersFour;
        this.both = both;
    }

    public boolean allows(InetAddress address) {
        return both || isPreferred(address);
    }

    private boolean isPreferred(InetAddress address) {
        return address instanceof Inet4Address == prefersFour;
    }

    /**
     * Those that may be used in the order to try. The families alternate, so that a host that doesn't answer over one is
     * tried over the other next (RFC 8305 section 4). Otherwise the order stays.
     */
    public List<InetAddress> of(List<InetAddress> addresses) {
        Deque<InetAddress> next = new ArrayDeque<>();
        Deque<InetAddress> other = new ArrayDeque<>();
        addresses.stream().filter(this::allows).forEach(address -> (isPreferred(address) ? next : other).add(address));
        List<InetAddress> ordered = new ArrayList<>(addresses.size());
        while (!next.isEmpty() || !other.isEmpty()) {
            addIfAny(ordered, next.poll());
            addIfAny(ordered, other.poll());
        }
        return ordered;
    }

    private static void addIfAny(List<InetAddress> all, @Nullable InetAddress address) {
        if (address != null) {
            all.add(address);
        }
    }
}
