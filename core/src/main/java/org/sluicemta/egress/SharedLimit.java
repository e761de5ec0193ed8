package org.sluicemta.egress;

import java.util.List;

/**
 * A limit on all mail that has something in common: one tenant's, or everything for a site.
 *
 * @param connections deliveries at the same time, or {@link #ANY_NUMBER}
 * @param caps on messages; none for no limit
 */
public record SharedLimit(int connections, List<MessageCap> caps) {
    public static final int ANY_NUMBER = Integer.MAX_VALUE;
    public static final SharedLimit NONE = new SharedLimit(ANY_NUMBER, List.of());

    public SharedLimit {
        caps = List.copyOf(caps);
        if (connections < 1) {
            throw new IllegalArgumentException("a limit of connections must be at least 1, got " + connections);
        }
    }

    public boolean limitsConnections() {
        return connections != ANY_NUMBER;
    }

    public boolean isNone() {
        return !limitsConnections() && caps.isEmpty();
    }
}
