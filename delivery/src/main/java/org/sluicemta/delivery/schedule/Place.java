package org.sluicemta.delivery.schedule;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something with its own limit, such as a domain of the common site. Once it has refused, flows to it queue up and one
 * at a time has the turn, so each is served before any is served twice. A site with one limit is a single place that
 * never queues.
 */
final class Place<M extends HeldMail> extends Refusing {
    final String domain;
    /** By lane and mailing. */
    final Map<Owner, Flow<M>> flows = new HashMap<>(4);

    final Deque<Flow<M>> queue = new ArrayDeque<>(4);

    @Nullable
    Flow<M> turn;

    /** Compared by identity: there is one object per lane and mailing. */
    record Owner(Object lane, Object mailing) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Owner owner && owner.lane == lane && owner.mailing == mailing;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(lane) * 31 + System.identityHashCode(mailing);
        }
    }

    Place(String domain) {
        this.domain = domain;
    }

    /** Whether a flow may only go there when it has the turn. */
    boolean hasQueue() {
        return hasRefused() || turn != null || !queue.isEmpty();
    }

    int heldOf(Lane lane) {
        int held = 0;
        for (Flow<M> flow : flows.values()) {
            held += flow.lane == lane ? flow.size() : 0;
        }
        return held;
    }
}
