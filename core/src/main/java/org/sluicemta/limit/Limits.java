package org.sluicemta.limit;

import java.util.EnumMap;
import java.util.Map;

/**
 * How much of each kind is allowed. A missing kind or 0 means no limit.
 *
 * @param most by kind, not negative
 */
public record Limits(Map<LimitKind, Integer> most) {
    public static final Limits NONE = new Limits(Map.of());

    public Limits {
        most.forEach((kind, value) -> {
            if (value < 0) {
                throw new IllegalArgumentException(kind.label() + " must be 0 or more, got " + value);
            }
        });
        most = Map.copyOf(most);
    }

    /** 0 for no limit. */
    public int of(LimitKind kind) {
        return most.getOrDefault(kind, 0);
    }

    /** These limits, with the given ones where these say nothing. */
    public Limits over(Limits defaults) {
        if (most.isEmpty()) {
            return defaults;
        }
        Map<LimitKind, Integer> both = new EnumMap<>(LimitKind.class);
        both.putAll(defaults.most);
        both.putAll(most);
        return new Limits(both);
    }
}
