package org.sluicemta.limit;

import java.util.EnumMap;
import java.util.Map;

/**
 * How much of each kind is allowed; a kind that is not there, or 0, is not limited.
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

    /** These where they say something, the others where they do not. */
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
