package org.sluicemta.gateway.limit;

import java.time.Duration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Slots of the common site whose connection isn't open yet, and may not be for long: those to places that nobody knows
 * whether they answer, and those that wait for a host with all the connections it may have. They are set aside, the former
 * after a while, so as not to take the slots of those that answer. A place that has answered lately never is: when this
 * server is slow itself, more of the same would make it slower. Not thread-safe.
 */
final class Openings {
    /** An answer from the other side of the world takes a third of it. */
    static final Duration LONG = Duration.ofSeconds(1);

    /** To places that may not answer; since when. */
    private final Map<Object, Long> doubtful = new LinkedHashMap<>();

    private final Set<Object> aside = new HashSet<>();

    void begin(Object slot, long nowNanos) {
        doubtful.put(slot, nowNanos);
    }

    /** Its connection is open, or it is over. */
    void end(Object slot) {
        doubtful.remove(slot);
        aside.remove(slot);
    }

    /**
     * It waits for its host. True when it is aside now.
     *
     * @param most slots that may be aside
     */
    boolean waitsForHost(Object slot, int most) {
        if (aside.size() >= most || !aside.add(slot)) {
            return false;
        }
        doubtful.remove(slot);
        return true;
    }

    /** @param most slots that may be aside */
    void setAside(long nowNanos, int most) {
        Iterator<Map.Entry<Object, Long>> eldest = doubtful.entrySet().iterator();
        while (aside.size() < most && eldest.hasNext()) {
            Map.Entry<Object, Long> slot = eldest.next();
            if (nowNanos - slot.getValue() < LONG.toNanos()) {
                return;
            }
            aside.add(slot.getKey());
            eldest.remove();
        }
    }

    /** When the next may be set aside, or null when none will be. */
    @Nullable
    Duration untilAside(long nowNanos, int most) {
        if (doubtful.isEmpty() || aside.size() >= most) {
            return null;
        }
        long since = nowNanos - doubtful.values().iterator().next();
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
