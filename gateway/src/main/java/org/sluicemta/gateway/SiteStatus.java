package org.sluicemta.gateway;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sluicemta.campaign.MailOwner;
import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.SiteId;
import org.sluicemta.gateway.limit.HostsState;
import org.sluicemta.gateway.limit.NoSlot;

/**
 * The state of a pool's deliveries to a site.
 *
 * @param inFlight slots taken and not yet given back
 * @param openConnections connections open, in use or kept
 * @param idleConnections of them, kept for the next message
 * @param failures failures to connect in a row; 0 after any success
 * @param suspendedUntil when the site is tried again, or null while it is not suspended
 * @param noSlot why nobody gets a slot now, or null if somebody may
 * @param owners why the limits of single tenants and campaigns let nothing more of them leave, for those that wait
 * @param sources which sources the site refuses or has told to slow down, in words
 * @param hosts in the common site, how the MX hosts of its domains are doing, the busiest first; not all if there are
 *     very many
 * @param lastError the last failure to connect since the last success, one line, or null
 */
public record SiteStatus(
        PoolId pool,
        SiteId site,
        int inFlight,
        int openConnections,
        int idleConnections,
        int failures,
        @Nullable Instant suspendedUntil,
        @Nullable NoSlot noSlot,
        Map<MailOwner, NoSlot> owners,
        List<String> sources,
        List<HostsState> hosts,
        @Nullable String lastError) {
    public SiteStatus {
        owners = Map.copyOf(owners);
        sources = List.copyOf(sources);
        hosts = List.copyOf(hosts);
    }
}
