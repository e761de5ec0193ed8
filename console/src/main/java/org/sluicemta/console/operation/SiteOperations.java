package org.sluicemta.console.operation;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.jspecify.annotations.Nullable;
import org.sluicemta.campaign.MailOwner;
import org.sluicemta.gateway.Gateway;
import org.sluicemta.gateway.SiteStatus;
import org.sluicemta.gateway.limit.HostsState;
import org.sluicemta.gateway.limit.NoSlot;

/** What this node knows of the sites it has sent to since it started, or has mail for. */
public final class SiteOperations {
    private final Gateway gateway;

    @Inject
    public SiteOperations(Gateway gateway) {
        this.gateway = gateway;
    }

    /**
     * A pool's deliveries to a site.
     *
     * @param waitsFor why nothing more may leave now, or null if something may
     * @param until when that may be over, or null if it can't be told
     * @param owners what single tenants and campaigns wait for
     */
    public record Site(
            SiteStatus status,
            @Nullable String waitsFor,
            @Nullable Instant until,
            Map<MailOwner, String> owners) {
        public Site {
            owners = Map.copyOf(owners);
        }
    }

    /** By pool and site; with the MX hosts of domains that have no site, and haven't outgrown the common one. */
    public List<Site> sites() {
        return gateway.sites().stream()
                .flatMap(site ->
                        Stream.concat(Stream.of(site), site.hosts().stream().map(hosts -> status(site, hosts))))
                .sorted(Comparator.comparing((SiteStatus site) -> site.pool().value())
                        .thenComparing(site -> site.site().value()))
                .map(SiteOperations::site)
                .toList();
    }

    private static SiteStatus status(SiteStatus common, HostsState hosts) {
        Instant until = hosts.suspendedUntil();
        return new SiteStatus(
                common.pool(),
                hosts.site(),
                hosts.inFlight(),
                hosts.connections(),
                0,
                hosts.failures(),
                until,
                until == null ? null : NoSlot.of(NoSlot.Reason.HOSTS_SUSPENDED, until),
                Map.of(),
                hosts.sources(),
                List.of(),
                hosts.lastError());
    }

    private static Site site(SiteStatus status) {
        NoSlot noSlot = status.noSlot();
        Map<MailOwner, String> owners = new HashMap<>();
        status.owners().forEach((owner, refusal) -> owners.put(owner, LaneExplanations.why(refusal, status)));
        return new Site(
                status,
                noSlot == null ? null : LaneExplanations.why(noSlot, status),
                noSlot == null ? null : noSlot.earliest(),
                owners);
    }
}
