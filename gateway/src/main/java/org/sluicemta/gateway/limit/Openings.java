package org.sluicemta.gateway.limit;

import java.time.Duration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Slots of the common site whose connection isn't open yet and may take long to open: those for places that may not
 * answer, and those waiting for a host that already has as many connections as it may have. They are set aside (the
 * former after a while), so that they don't take slots from places that do answer. A place that has answered lately is
 * never set aside: if this server itself is slow, more openings would make it slower. Not thread-safe.
 */
final class Openings {
    /** A reply from the other side of the world takes a third of this. */
    static final Duration LONG = Duration.ofSeconds(1);

    /** Slots for places that may not answer, with the time they began. */
    private final Map<Object, Long> doubtful = new LinkedHashMap<>();

    private final Set<Object> aside = new HashSet<>();

    void begin(Object slot, long nowNanos) {
        doubtful.put(slot, nowNanos);
    }

    /** Its connection is open, or the attempt has ended. */
    void end(Object slot) {
        doubtful.remove(slot);
        aside.remove(slot);
    }

    /**
     * It waits for its host. Returns whether it is set aside now.
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

    /** When the next may be set aside, or null if none will be. */
    @Nullable
    Duration untilAside(long nowNanos, int most) {
        if (doubtful.isEmpty() || aside.size() >= most) {
            return null;
        }
        long since = nowNanos - doubtful.values().iterator().next();
        return Duration.ofNanos(Math.max(1, LONG.toNanos() - since));
    }

    /**
     * Whether one more may be opened to a place. Places that may be dead share half of the slots, and those that were
     * dead last time share half of that.
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
