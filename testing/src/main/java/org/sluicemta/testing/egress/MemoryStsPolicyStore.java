package org.sluicemta.testing.egress;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.sluicemta.egress.StsPolicyStore;

/** MTA-STS policies in memory, which several gateways of a test may share, and which can be away. */
public final class MemoryStsPolicyStore implements StsPolicyStore {
    private final Map<String, Kept> policies = new ConcurrentHashMap<>();
    private volatile boolean away;

    /** From now on every question fails. */
    public void goAway() {
        away = true;
    }

    private void answer() {
        if (away) {
            throw new IllegalStateException("the store is away");
        }
    }

    @Override
    public Optional<Kept> find(String domain) {
        answer();
        return Optional.ofNullable(policies.get(domain));
    }

    @Override
    public void keep(Kept policy) {
        answer();
        policies.put(policy.domain(), policy);
    }
}
