package org.sluicemta.egress;

import java.util.List;

/**
 * Sources that carry the same kind of mail.
 *
 * @param sources at least one
 * @param caps on all that leaves from them together; none for no limit
 * @param rates of all that they send together
 */
public record EgressPool(PoolId id, List<EgressSource> sources, List<MessageCap> caps, SendRates rates) {
    /** Without caps. */
    public EgressPool(PoolId id, List<EgressSource> sources) {
        this(id, sources, List.of(), SendRates.NONE);
    }

    public EgressPool {
        caps = List.copyOf(caps);
        sources = List.copyOf(sources);
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("pool " + id + " needs at least one source");
        }
    }
}
