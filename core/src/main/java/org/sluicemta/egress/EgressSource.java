package org.sluicemta.egress;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sending address of a pool.
 *
 * @param address local address that connections are bound to; null leaves the choice to the system. With a proxy, the
 *     address that it sends from
 * @param ehloName name given in EHLO; should equal the PTR of the address (checklist D2)
 * @param weight share of the pool's connections, 1 to 1000
 * @param caps on all that leaves from it; none for no limit
 * @param warmUps of all that it sends, and of what it sends to single sites; none if it needs none
 * @param proxy what its connections go through, or null
 */
public record EgressSource(
        SourceId id,
        @Nullable InetAddress address,
        String ehloName,
        int weight,
        List<MessageCap> caps,
        List<WarmUp> warmUps,
        @Nullable SourceProxy proxy) {
    /** Without a proxy. */
    public EgressSource(
            SourceId id,
            @Nullable InetAddress address,
            String ehloName,
            int weight,
            List<MessageCap> caps,
            List<WarmUp> warmUps) {
        this(id, address, ehloName, weight, caps, warmUps, null);
    }

    /** Without caps. */
    public EgressSource(SourceId id, @Nullable InetAddress address, String ehloName, int weight) {
        this(id, address, ehloName, weight, List.of(), List.of());
    }

    /** The address of this host that connections are bound to, or null if the system chooses. */
    public @Nullable InetAddress localAddress() {
        return proxy == null ? address : null;
    }

    public EgressSource {
        caps = List.copyOf(caps);
        warmUps = List.copyOf(warmUps);
        if (weight < 1 || weight > 1000) {
            throw new IllegalArgumentException("weight must be 1 to 1000, got " + weight);
        }
    }
}
