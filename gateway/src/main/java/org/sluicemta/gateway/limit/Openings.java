package org.sluicemta.gateway.limit;

import java.time.Duration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Slots of the common site whose connection isn't open yet. Those that have taken long are set aside: servers that never
 * answer, or that have all the connections they may have, must not take the slots of those that do. Not thread-safe.
 */
final class Openings {
    /** An answer from the other side of the world takes a third of it. */
    static final Duration LONG = Duration.ofSeconds(1);

    private final Map<Object, Long> begun = new LinkedHashMap<>();
    /** Of those, the ones to places that may not answer. */
    private final Set<Object> doubtful = new HashSet<>();

    private final Set<Object> aside = new HashSet<>();

    /** @param isDoubtful whether the place hasn't let anybody in lately */
    void begin(Object slot, boolean isDoubtful, long nowNanos) {
        begun.put(slot, nowNanos);
        if (isDoubtful) {
            doubtful.add(slot);
        }
    }

    /** Its connection is open, or it is over. True when it had been set aside. */
    boolean end(Object slot) {
        begun.remove(slot);
        doubtful.remove(slot);
        return aside.remove(slot);
    }

    /** @param most slots that may be aside */
    void setAside(long nowNanos, int most) {
        Iterator<Map.Entry<Object, Long>> eldest = begun.entrySet().iterator();
        while (aside.size() < most && eldest.hasNext()) {
            Map.Entry<Object, Long> slot = eldest.next();
            if (nowNanos - slot.getValue() < LONG.toNanos()) {
                return;
            }
            aside.add(slot.getKey());
            doubtful.remove(slot.getKey());
            eldest.remove();
        }
    }

    /** When the next may be set aside, or null when none will be. */
    @Nullable
    Duration untilAside(long nowNanos, int most) {
        if (begun.isEmpty() || aside.size() >= most) {
            return null;
        }
        long since = nowNanos - begun.values().iterator().next();
        return Duration.ofNanos(Math.max(1, LONG.toNanos() - since));
    }

    /**
     * Whether one more may be opened to a place. Those that may be dead have half of the slots, those that were so the last
     * time half of that.
     */
    boolean mayOpen(DomainShares.Manners place, int slots) {
        return switch (place) {
            case LETS_IN -> true;
            case UNKNOWN -> doubtful.size() < Math.max(1, slots / 2);
            case KEEPS_OUT -> doubtful.size() < Math.max(1, slots / 4);
        };
    }

    /** How many more may be opened to places that may not answer; at least one. */
    int room(int slots) {
        return Math.max(1, slots / 2 - doubtful.size());
    }

    int aside() {
        return aside.size();
    }
}
