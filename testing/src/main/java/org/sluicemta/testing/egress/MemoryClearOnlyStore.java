package org.sluicemta.testing.egress;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.sluicemta.egress.ClearOnlyStore;

/** Hosts in memory, which several gateways of a test may share. */
public final class MemoryClearOnlyStore implements ClearOnlyStore {
    private final Map<String, Instant> hosts = new HashMap<>();

    @Override
    public synchronized Map<String, Instant> load() {
        return Map.copyOf(hosts);
    }

    @Override
    public synchronized void keep(Map<String, Instant> some) {
        hosts.putAll(some);
    }
}
