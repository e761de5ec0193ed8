package org.sluicemta.gateway;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sluicemta.egress.DisabledSource;
import org.sluicemta.egress.EgressSource;
import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.SiteId;

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
        Map<SiteId, String> rests) {
    public SourceStatus {
        rests = Collections.unmodifiableMap(new LinkedHashMap<>(rests));
    }

    /** Why it rests at the site, or anywhere if that is null; empty if it doesn't. */
    public List<String> restsAt(@Nullable SiteId site) {
        return rests.entrySet().stream()
                .filter(rest -> site == null || rest.getKey().equals(site))
                .map(Map.Entry::getValue)
                .toList();
    }
}
