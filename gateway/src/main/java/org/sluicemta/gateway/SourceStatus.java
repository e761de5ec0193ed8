package org.sluicemta.gateway;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sluicemta.egress.DisabledSource;
import org.sluicemta.egress.EgressSource;
import org.sluicemta.egress.PoolId;

/**
 * The state of a source on this node.
 *
 * @param present whether this host has its address, as far as is known
 * @param openConnections connections from it, in use, kept, or being opened
 * @param disabled since when and by whom, or null if it isn't
 * @param rests the sites where it rests, each with the reason, as text for operators
 */
public record SourceStatus(
        PoolId pool,
        EgressSource source,
        boolean present,
        int openConnections,
        @Nullable DisabledSource disabled,
        List<String> rests) {
    public SourceStatus {
        rests = List.copyOf(rests);
    }
}
