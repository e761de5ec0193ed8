package org.sluicemta.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sluicemta.egress.SiteId;

/**
 * Tracks which domain holds how many slots of the common site, so that no domain blocks another. Domains whose mail
 * goes to the same hosts count as one place, as soon as that is known. A place that hasn't accepted a connection lately
 * gets one slot, because it may be dead. Any other gets up to its limit, but never more than half of the free slots, so
 * a newcomer finds a slot however many places are slow. Remembers a bounded number of places, and each only for a
 * while. Not thread-safe.
 */
final class DomainShares {
    private static final int MOST_DOMAINS = 50_000;
    private static final Duration FORGOTTEN = Duration.ofHours(1);

    /** How a place has behaved lately. */
    enum Manners {
        UNKNOWN,
        LETS_IN,
        KEEPS_OUT
    }

    /** A slot in use, and the place it's for. */
    static final class Held {
        private String place;

        String place() {
            return place;
        }

        private Held(String place) {
            this.place = place;
        }
    }

    private final Cache<String, String> destinations = remembering();
    /** The sites of destinations. */
    private final Cache<String, SiteId> hosts = remembering();

    private final Cache<String, Manners> manners = remembering();
    private final Map<String, Set<Held>> held = new HashMap<>();
    private final Map<String, List<Runnable>> waiting = new HashMap<>();

    private static <V> Cache<String, V> remembering() {
        return Caffeine.newBuilder()
                .maximumSize(MOST_DOMAINS)
                .expireAfterAccess(FORGOTTEN)
                .build();
    }

    /** The hosts that the domain's mail goes to, or the domain itself while they aren't known. */
    String place(String domain) {
        String destination = destinations.getIfPresent(domain);
        return destination == null ? domain : destination;
    }

    /** The site of the hosts that the domain's mail goes to, or null while they aren't known. */
    @Nullable
    SiteId hosts(String domain) {
        return hosts.getIfPresent(place(domain));
    }

    Manners manners(String domain) {
        Manners known = manners.getIfPresent(place(domain));
        return known == null ? Manners.UNKNOWN : known;
    }

    /**
     * Whether the domain may have one more.
     *
     * @param most limit of one place
     * @param free unused slots; at least one
     */
    boolean mayTake(String domain, int most, int free) {
        int share = manners(domain) == Manners.LETS_IN ? Math.clamp(free / 2, 1, most) : 1;
        Set<Held> ofPlace = held.get(place(domain));
        return ofPlace == null || ofPlace.size() < share;
    }

    /** Tells how many slots each place has whose hosts are known, and which other places are. */
    void survey(HostsSurvey survey, Map<String, Integer> connections, Map<String, Suspension> suspended) {
        held.forEach((place, slots) -> ofHosts(place, site -> survey.inFlight(site, slots.size())));
        connections.forEach((place, open) -> ofHosts(place, site -> survey.connections(site, open)));
        suspended.forEach((place, suspension) -> ofHosts(place, site -> survey.suspension(site, suspension)));
    }

    private void ofHosts(String place, Consumer<SiteId> action) {
        SiteId site = hosts.getIfPresent(place);
        if (site != null) {
            action.accept(site);
        }
    }

    Held take(String domain) {
        Held slot = new Held(place(domain));
        held.computeIfAbsent(slot.place, key -> new HashSet<>()).add(slot);
        return slot;
    }

    /** Who may ask again now. */
    List<Runnable> release(Held slot) {
        Set<Held> ofPlace = held.get(slot.place);
        if (ofPlace != null && ofPlace.remove(slot) && ofPlace.isEmpty()) {
            held.remove(slot.place);
        }
        return noLongerWaiting(slot.place);
    }

    /** Queues the action until the domain may have one more. */
    void await(String domain, Runnable action) {
        waiting.computeIfAbsent(place(domain), key -> new ArrayList<>()).add(action);
    }

    /**
     * Slots taken before it was known where the domain's mail goes count for that place from now on. Returns the
     * callers that may ask again.
     */
    List<Runnable> leadsTo(String domain, String destination, SiteId site) {
        hosts.put(destination, site);
        String before = place(domain);
        if (before.equals(destination)) {
            return List.of();
        }
        destinations.put(domain, destination);
        Set<Held> moved = held.remove(domain);
        if (moved != null) {
            moved.forEach(slot -> slot.place = destination);
            held.computeIfAbsent(destination, key -> new HashSet<>()).addAll(moved);
        }
        return noLongerWaiting(before);
    }

    /** Who may ask again now. */
    List<Runnable> letIn(String domain) {
        String place = place(domain);
        return manners.asMap().put(place, Manners.LETS_IN) == Manners.LETS_IN ? List.of() : noLongerWaiting(place);
    }

    void keptOut(String domain) {
        manners.put(place(domain), Manners.KEEPS_OUT);
    }

    /** Those that wait for a place, which may ask again. */
    List<Runnable> noLongerWaiting(String place) {
        @Nullable List<Runnable> ready = waiting.remove(place);
        return ready == null ? List.of() : ready;
    }

    /** Returns all waiting callers, and clears the queue. */
    List<Runnable> clearWaiting() {
        List<Runnable> all = new ArrayList<>();
        waiting.values().forEach(all::addAll);
        waiting.clear();
        return all;
    }

    /** How many domains and places are remembered. */
    long remembered() {
        destinations.cleanUp();
        manners.cleanUp();
        hosts.cleanUp();
        return destinations.estimatedSize() + manners.estimatedSize() + hosts.estimatedSize();
    }

    boolean isUnused() {
        return held.isEmpty() && waiting.isEmpty();
    }
}
