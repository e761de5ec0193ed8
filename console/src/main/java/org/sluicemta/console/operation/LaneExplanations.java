package org.sluicemta.console.operation;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.jspecify.annotations.Nullable;
import org.sluicemta.delivery.schedule.PacedCampaign;
import org.sluicemta.delivery.site.PacedCampaigns;
import org.sluicemta.delivery.site.SiteKey;
import org.sluicemta.egress.SiteId;
import org.sluicemta.gateway.Gateway;
import org.sluicemta.gateway.SiteStatus;
import org.sluicemta.gateway.limit.HostsState;
import org.sluicemta.gateway.limit.NoSlot;
import org.sluicemta.lane.LaneName;
import org.sluicemta.queue.lane.LaneStatus;

/** What the mail of a lane waits for, by what the gateway knows of its site. */
final class LaneExplanations {
    private static final int MOST_HOSTS = 5;

    private final Gateway gateway;

    private final PacedCampaigns campaigns;

    @Inject
    LaneExplanations(Gateway gateway, PacedCampaigns campaigns) {
        this.campaigns = campaigns;
        this.gateway = gateway;
    }

    /** Explains lanes by the state of their sites now. */
    Function<LaneStatus, LaneExplanation> now() {
        Map<SiteKey, SiteStatus> sites = gateway.sites().stream()
                .collect(Collectors.toMap(
                        site -> new SiteKey(site.pool(), site.site()), Function.identity(), (one, same) -> one));
        return lane -> explain(lane, sites.get(SiteKey.of(lane.name())));
    }

    private LaneExplanation explain(LaneStatus lane, @Nullable SiteStatus site) {
        NoSlot noSlot = site == null ? null : noSlot(lane.name(), site);
        if (lane.paused()) {
            return new LaneExplanation(lane.name(), lane.depth(), "paused by an operator", null);
        }
        PacedCampaign paced = campaigns.of(lane.name()).orElse(null);
        if (paced != null && noSlot == null) {
            return new LaneExplanation(lane.name(), lane.depth(), withSources(paced.toString(), site), paced.next());
        }
        if (site == null || noSlot == null) {
            return new LaneExplanation(lane.name(), lane.depth(), withSources(free(site), site), null);
        }
        return new LaneExplanation(lane.name(), lane.depth(), withSources(why(noSlot, site), site), noSlot.earliest());
    }

    /** Mail leaves more slowly, or from fewer sources, than an operator may expect. */
    private static String withSources(String text, @Nullable SiteStatus site) {
        StringBuilder all = new StringBuilder(text);
        for (String source : site == null ? List.<String>of() : site.sources()) {
            if (!source.equals(text)) {
                all.append("; ").append(source);
            }
        }
        return all.toString();
    }

    private static @Nullable NoSlot noSlot(LaneName lane, SiteStatus site) {
        return site.noSlot() != null
                ? site.noSlot()
                : lane.owners().stream()
                        .flatMap(owner -> Stream.ofNullable(site.owners().get(owner)))
                        .findFirst()
                        .orElse(null);
    }

    /** In the common site, single domains may wait although the site doesn't. */
    private static String free(@Nullable SiteStatus site) {
        if (site == null) {
            return "nothing has been sent there yet";
        }
        boolean common = site.site().equals(SiteId.OTHER);
        return "leaving: " + Counted.of(site.inFlight(), "message") + " in delivery"
                + (common ? "; a domain that is down or has its share of the connections waits for itself" : "")
                + (common ? held(site) : "");
    }

    /** Hosts in the common site whose mail doesn't leave, or leaves more slowly: the first of them. */
    private static String held(SiteStatus site) {
        List<HostsState> held = site.hosts().stream()
                .filter(hosts ->
                        hosts.suspendedUntil() != null || !hosts.sources().isEmpty())
                .toList();
        StringBuilder text = new StringBuilder();
        held.stream().limit(MOST_HOSTS).forEach(hosts -> text.append("; ").append(held(hosts)));
        return held.size() <= MOST_HOSTS
                ? text.toString()
                : text + "; and " + (held.size() - MOST_HOSTS) + " more, see sluice site list";
    }

    private static String held(HostsState hosts) {
        return hosts.suspendedUntil() == null
                ? String.join("; ", hosts.sources())
                : hosts.site() + " didn't let us in: " + hosts.lastError() + ", until " + hosts.suspendedUntil();
    }

    /** What keeps mail from leaving, in words. */
    static String why(NoSlot noSlot, SiteStatus site) {
        return switch (noSlot.reason()) {
            case STOPPING -> "the server is stopping";
            case SITE_CONNECTIONS -> "all connections to the site are in use";
            case SITE_SUSPENDED, HOSTS_SUSPENDED -> "the site didn't let us in: " + site.lastError();
            case SITE_RATE -> "messages-per-second of the site";
            case DOMAIN_SHARE, OPENING -> "the domain has its share of the connections";
            case SERVER_CONNECTIONS, OWNER_CONNECTIONS -> "all connections are in use: " + noSlot.limit();
            case MESSAGE_CAP, OWNER_CAP -> "cap of " + noSlot.limit();
            case OPENING_RATE, BYTE_RATE -> "rate of " + noSlot.limit();
            case SOURCES_REST, SOURCES_SLOWED, OWNER_RESTS -> Objects.requireNonNull(noSlot.limit());
        };
    }
}
