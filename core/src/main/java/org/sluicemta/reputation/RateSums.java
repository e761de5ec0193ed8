package org.sluicemta.reputation;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** Sums of counts, sorted by name. */
public final class RateSums {
    private RateSums() {}

    /** Sums over all tenants, by the names of one kind. */
    public static Map<String, RateCounts> by(RateKind kind, Map<RateKey, RateCounts> all) {
        return sums(all, key -> key.kind() == kind, RateKey::name);
    }

    /** Sums over all streams, by tenant. */
    public static Map<String, RateCounts> byTenant(Map<RateKey, RateCounts> all) {
        return sums(
                all, key -> key.kind() == RateKind.STREAM, key -> key.tenant().value());
    }

    private static Map<String, RateCounts> sums(
            Map<RateKey, RateCounts> all, Predicate<RateKey> wanted, Function<RateKey, String> name) {
        Map<String, RateCounts> sums = new TreeMap<>();
        all.forEach((key, counts) -> {
            if (wanted.test(key)) {
                sums.merge(name.apply(key), counts, RateCounts::plus);
            }
        });
        return sums;
    }
}
