package org.sluicemta.egress;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * A sending address of a pool.
 *
 * @param address local address that connections are bound to; null leaves the choice to the system
 * @param ehloName name given in EHLO; should equal the PTR of the address (checklist D2)
 * @param weight share of the pool's connections, 1 to 1000
 */
public record EgressSource(SourceId id, @Nullable InetAddress address, String ehloName, int weight) {
    public EgressSource {
        if (weight < 1 || weight > 1000) {
            throw new IllegalArgumentException("weight must be 1 to 1000, got " + weight);
        }
    }
}
