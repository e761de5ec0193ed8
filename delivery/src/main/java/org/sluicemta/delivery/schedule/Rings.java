package org.sluicemta.delivery.schedule;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The tenants that take turns, one ring for each urgency. More urgent mail goes first, but after nine messages of higher
 * urgencies comes one of each lower one that has mail, so none starves.
 */
final class Rings<M extends HeldMail> {
    /** So many messages may leave before one that is less urgent. */
    private static final int MOST_BEFORE = 9;

    private final NavigableMap<Integer, Deque<TenantTurns<M>>> byUrgency = new TreeMap<>(Collections.reverseOrder());
    private final Map<Integer, Integer> passedOver = new HashMap<>();

    Deque<TenantTurns<M>> of(TenantTurns<M> tenant) {
        return byUrgency.computeIfAbsent(tenant.urgency, key -> new ArrayDeque<>());
    }

    boolean areEmpty() {
        for (Deque<TenantTurns<M>> ring : byUrgency.values()) {
            if (!ring.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** In the order in which to look for the next message. */
    List<Deque<TenantTurns<M>>> inOrder() {
        if (byUrgency.size() == 1) {
            return List.of(byUrgency.firstEntry().getValue());
        }
        List<Deque<TenantTurns<M>>> order = new ArrayList<>();
        byUrgency.forEach((urgency, ring) -> {
            if (passedOver.getOrDefault(urgency, 0) >= MOST_BEFORE) {
                order.add(ring);
            }
        });
        order.addAll(byUrgency.values());
        return order;
    }

    /** A message of the tenant leaves. */
    void served(TenantTurns<M> tenant) {
        if (byUrgency.size() < 2) {
            return;
        }
        passedOver.remove(tenant.urgency);
        byUrgency.tailMap(tenant.urgency, false).forEach((lower, ring) -> {
            if (ring.isEmpty()) {
                passedOver.remove(lower);
            } else {
                passedOver.merge(lower, 1, Integer::sum);
            }
        });
    }
}
