package org.sluicemta.delivery.schedule;

import java.util.ArrayDeque;
import java.util.Deque;

/** A tenant's place among those with mail of the same urgency, and what of its mail may be sent there. */
final class TenantTurns<M extends HeldMail> {
    final TenantShare<M> tenant;
    final int urgency;
    /** Those with mail take turns. */
    final Deque<MailingShare<M>> mailings = new ArrayDeque<>(2);

    final Deque<Flow<M>> turns = new ArrayDeque<>(2);
    long credit;
    boolean inRing;
    /**
     * Flows with a turn at a place with a queue alternate with the others, so neither kind waits for all of the other.
     */
    boolean turnsFirst;

    TenantTurns(TenantShare<M> tenant, int urgency) {
        this.tenant = tenant;
        this.urgency = urgency;
    }

    boolean takesTurn() {
        return !turns.isEmpty() && (turnsFirst || credit <= 0 || mailings.isEmpty());
    }

    boolean hasFlows() {
        return !mailings.isEmpty() || !turns.isEmpty();
    }
}
