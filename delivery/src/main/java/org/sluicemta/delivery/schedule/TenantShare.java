package org.sluicemta.delivery.schedule;

import java.util.ArrayDeque;
import java.util.Deque;
import org.sluicemta.tenant.TenantId;

/** A tenant's share of a site, and its flows that may send unless its own limits have refused. */
final class TenantShare<M extends HeldMail> extends Refusing {
    final TenantId id;
    final Deque<Flow<M>> flows = new ArrayDeque<>(2);
    final Deque<Flow<M>> turns = new ArrayDeque<>(2);
    int held;
    long credit;
    boolean inRing;
    /**
     * Flows with a turn at a place with a queue alternate with the others, so neither kind waits for all of the other.
     */
    boolean turnsFirst;

    TenantShare(TenantId id) {
        this.id = id;
    }

    Deque<Flow<M>> next() {
        boolean takeTurn = !turns.isEmpty() && (turnsFirst || credit <= 0 || flows.isEmpty());
        return takeTurn ? turns : flows;
    }

    boolean hasFlows() {
        return !flows.isEmpty() || !turns.isEmpty();
    }
}
