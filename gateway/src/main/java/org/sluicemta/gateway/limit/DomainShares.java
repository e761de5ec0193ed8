package org.sluicemta.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who holds how many slots of the common site, so that no domain is in the way of another. Domains whose mail goes to the
 * same hosts are one place, as soon as that is known. A place nobody has been let in to lately gets one slot, since it may
 * be dead; any other its limit, but never more than half of what is free: however many places are slow, a newcomer finds a
 * slot. Not thread-safe.
 */
final class DomainShares {
    private static final int MOST_DOMAINS = 50_000;
    private static final Duration FORGOTTEN = Duration.ofHours(1);

    /** A slot that is out, and for whom. */
    record Held(String domain, String place) {}

    private final Cache<String, String> destinations = remembering();
    private final Cache<String, Boolean> lettingIn = remembering();
    private final Map<String, Integer> held = new HashMap<>();
    private final Map<String, List<Runnable>> waiting = new HashMap<>();

    private static <V> Cache<String, V> remembering() {
        return Caffeine.newBuilder()
                .maximumSize(MOST_DOMAINS)
                .expireAfterAccess(FORGOTTEN)
                .build();
    }

    private String place(String domain) {
        String destination = destinations.getIfPresent(domain);
        return destination == null ? domain : destination;
    }

    /**
     * Whether the domain may have one more.
     *
     * @param most limit of one place
     * @param free slots that nobody holds; at least one
     */
    boolean mayTake(String domain, int most, int free) {
        String place = place(domain);
        int share = lettingIn.getIfPresent(place) == null ? 1 : Math.clamp(free / 2, 1, most);
        return held.getOrDefault(place, 0) < share;
    }

    Held take(String domain) {
        String place = place(domain);
        held.merge(place, 1, Integer::sum);
        return new Held(domain, place);
    }

    /** Who may ask again now. */
    List<Runnable> release(Held slot) {
        // Taken before it was known where the domain's mail goes, it counts for that place by now.
        String place = held.containsKey(slot.place()) ? slot.place() : place(slot.domain());
        held.computeIfPresent(place, (key, count) -> count > 1 ? count - 1 : null);
        return noLongerWaiting(place);
    }

    /** The action is wanted when the domain may have one more. */
    void await(String domain, Runnable action) {
        waiting.computeIfAbsent(place(domain), key -> new ArrayList<>()).add(action);
    }

    /** Who may ask again now. */
    List<Runnable> leadsTo(String domain, String destination) {
        if (destination.equals(destinations.getIfPresent(domain))) {
            return List.of();
        }
        destinations.put(domain, destination);
        Integer moved = held.remove(domain);
        if (moved != null) {
            held.merge(destination, moved, Integer::sum);
        }
        return noLongerWaiting(domain);
    }

    /** Who may ask again now. */
    List<Runnable> letIn(String domain) {
        String place = place(domain);
        return lettingIn.asMap().put(place, Boolean.TRUE) == null ? noLongerWaiting(place) : List.of();
    }

    void keptOut(String domain) {
        lettingIn.invalidate(place(domain));
    }

    private List<Runnable> noLongerWaiting(String place) {
        @Nullable List<Runnable> ready = waiting.remove(place);
        return ready == null ? List.of() : ready;
    }

    /** All who wait; nobody does any more. */
    List<Runnable> clearWaiting() {
        List<Runnable> all = new ArrayList<>();
        waiting.values().forEach(all::addAll);
        waiting.clear();
        return all;
    }
}
