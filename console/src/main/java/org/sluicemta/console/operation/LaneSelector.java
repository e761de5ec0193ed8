package org.sluicemta.console.operation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.SiteId;
import org.sluicemta.lane.LaneName;
import org.sluicemta.queue.lane.LaneScope;
import org.sluicemta.tenant.TenantId;

/**
 * Parses an operator's selection of lanes: a queue name; {@code pool=P}; {@code site=S} in every pool, or in {@code
 * pool=P}; {@code tenant=T} everywhere, or in {@code pool=P}; nothing for all pools.
 */
final class LaneSelector {
    private static final Set<String> KEYS = Set.of("pool", "site", "tenant");

    private LaneSelector() {}

    /**
     * @param pools all existing pools
     * @throws IllegalArgumentException naming what is invalid
     */
    static List<LaneScope> parse(String selector, Collection<PoolId> pools) {
        String text = selector.strip();
        if (text.startsWith(LaneName.PREFIX)) {
            return List.of(new LaneScope.OfLane(LaneName.parse(text).orElseThrow(() -> unreadable(text))));
        }
        Map<String, String> words = words(text);
        String tenant = words.get("tenant");
        if (tenant != null) {
            return List.of(ofTenant(new TenantId(tenant), words, pools));
        }
        return scopes(chosenPools(words.get("pool"), pools), words.get("site"));
    }

    private static LaneScope ofTenant(TenantId tenant, Map<String, String> words, Collection<PoolId> pools) {
        String pool = words.get("pool");
        if (words.containsKey("site")) {
            throw new IllegalArgumentException(
                    "tenant= stands alone or with pool=, got site=" + words.get("site") + " too");
        }
        return pool == null
                ? new LaneScope.OfTenant(tenant)
                : new LaneScope.OfTenantInPool(
                        chosenPools(pool, pools).iterator().next(), tenant);
    }

    private static Map<String, String> words(String text) {
        Map<String, String> words = new HashMap<>();
        for (String word : text.isEmpty() ? new String[0] : text.split("\\s+")) {
            int equals = word.indexOf('=');
            if (equals < 0 || !KEYS.contains(word.substring(0, equals))) {
                throw unreadable(text);
            }
            String other = words.put(word.substring(0, equals), word.substring(equals + 1));
            if (other != null) {
                throw new IllegalArgumentException(word.substring(0, equals + 1) + " may be given once, got " + text
                        + "; repeat the command for each");
            }
        }
        return words;
    }

    private static Collection<PoolId> chosenPools(@Nullable String name, Collection<PoolId> pools) {
        if (name == null) {
            return pools;
        }
        PoolId pool = new PoolId(name);
        if (!pools.contains(pool)) {
            List<String> known = pools.stream().map(PoolId::value).sorted().toList();
            throw new IllegalArgumentException(
                    KnownNames.refusal("pool", name, known, "there are " + String.join(", ", known)));
        }
        return List.of(pool);
    }

    private static List<LaneScope> scopes(Collection<PoolId> pools, @Nullable String site) {
        List<LaneScope> scopes = new ArrayList<>();
        for (PoolId pool : pools) {
            scopes.add(site == null ? new LaneScope.OfPool(pool) : new LaneScope.OfSite(pool, new SiteId(site)));
        }
        return scopes;
    }

    private static IllegalArgumentException unreadable(String text) {
        return new IllegalArgumentException(
                "lanes are named by a queue name, pool=…, site=… or tenant=…, got \"" + text + "\"");
    }
}
