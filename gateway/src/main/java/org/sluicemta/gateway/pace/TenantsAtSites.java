package org.sluicemta.gateway.pace;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.sluicemta.campaign.MailOwner;
import org.sluicemta.egress.SiteId;
import org.sluicemta.tenant.TenantId;

/**
 * The tenants whose mail a site refuses. A restart forgets them, which costs some more refusals. Not thread-safe but for
 * {@link #has}, {@link #count} and {@link #isEmpty}: {@link Pace} holds its lock.
 */
final class TenantsAtSites {
    private record Key(TenantId tenant, SiteId site) {}

    private final PaceClock clock;
    private final Map<Key, RestGauge> rests = new ConcurrentHashMap<>();
    private final Map<Key, Repeats> repeats = new HashMap<>();

    TenantsAtSites(PaceClock clock) {
        this.clock = clock;
    }

    boolean isEmpty() {
        return rests.isEmpty();
    }

    /** Whether the tenant rests at the site. Asked for every message, so it takes no lock. */
    boolean has(TenantId tenant, SiteId site) {
        return !rests.isEmpty() && rests.containsKey(new Key(tenant, site));
    }

    void addTo(List<Gauge> needed, TenantId tenant, SiteId site) {
        RestGauge rest = rests.get(new Key(tenant, site));
        if (rest != null) {
            needed.add(rest);
        }
    }

    /** The site gave a reply that lets the tenant rest. Returns what has changed, or null. */
    @Nullable
    String refused(TenantId tenant, SiteId site, Reaction reaction, long begunNanos) {
        long now = clock.now();
        Key key = new Key(tenant, site);
        RestGauge rest = rests.get(key);
        if (rest == null) {
            if (!repeats.computeIfAbsent(key, any -> new Repeats()).isDue(reaction.action(), now)) {
                return null;
            }
            rest = new RestGauge(Scope.of(MailOwner.of(tenant)).at(site), clock);
            rests.put(key, rest);
        }
        boolean begins = rest.begin(reaction.why(), reaction.action().longest(), begunNanos, now);
        return begins ? rest.toString() : null;
    }

    /** The site has accepted a message of the tenant. Returns the gauge that is gone, or null. */
    @Nullable
    Gauge accepted(TenantId tenant, SiteId site, long begunNanos) {
        Key key = new Key(tenant, site);
        RestGauge rest = rests.get(key);
        if (rest == null || !rest.accepted(begunNanos)) {
            return null;
        }
        rests.remove(key);
        return rest;
    }

    /** The tenants that rest at the site, in words. */
    List<String> told(SiteId site) {
        return rests.entrySet().stream()
                .filter(each -> each.getKey().site().equals(site))
                .map(each -> each.getValue().toString())
                .sorted()
                .toList();
    }

    /** How many there are, each at each site. Takes no lock. */
    int count() {
        return rests.size();
    }

    /** Forgets those of which nothing would be lost. */
    void sweep() {
        long now = clock.now();
        rests.values().removeIf(rest -> rest.waiting.isEmpty() && rest.isUnused(now));
        repeats.values().removeIf(each -> each.isEmptySince(now));
    }
}
