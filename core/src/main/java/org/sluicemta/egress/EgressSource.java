package org.sluicemta.egress;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sending address of a pool.
 *
 * @param address local address that connections are bound to; null leaves the choice to the system
 * @param ehloName name given in EHLO; should equal the PTR of the address (checklist D2)
 * @param weight share of the pool's connections, 1 to 1000
 * @param caps on all that leaves from it; none for no limit
 * @param warmUps of all that it sends, and of what it sends to single sites; none if it needs none
 */
public record EgressSource(
        SourceId id,
        @Nullable InetAddress address,
        String ehloName,
        int weight,
        List<MessageCap> caps,
        List<WarmUp> warmUps) {
    /** Without caps. */
    public EgressSource(SourceId id, @Nullable InetAddress address, String ehloName, int weight) {
        this(id, address, ehloName, weight, List.of(), List.of());
    }

    public EgressSource {
        caps = List.copyOf(caps);
        warmUps = List.copyOf(warmUps);
        if (weight < 1 || weight > 1000) {
            throw new IllegalArgumentException("weight must be 1 to 1000, got " + weight);
        }
    }
}
