package org.sluicemta.delivery.schedule;

import java.util.ArrayDeque;
import java.util.Deque;
import org.sluicemta.tenant.TenantId;

/** A tenant's share of a site, and what of its mail may be sent unless its own limits have refused. */
final class TenantShare<M extends HeldMail> extends Refusing {
    final TenantId id;
    /** Those with mail take turns. */
    final Deque<MailingShare<M>> mailings = new ArrayDeque<>(2);

    final Deque<Flow<M>> turns = new ArrayDeque<>(2);
    int held;
    /** Mailings that refer to it. */
    int known;

    long credit;
    boolean inRing;
    /**
     * Flows with a turn at a place with a queue alternate with the others, so neither kind waits for all of the other.
     */
    boolean turnsFirst;

    TenantShare(TenantId id) {
        this.id = id;
    }

    boolean takesTurn() {
        return !turns.isEmpty() && (turnsFirst || credit <= 0 || mailings.isEmpty());
    }

    boolean hasFlows() {
        return !mailings.isEmpty() || !turns.isEmpty();
    }
}
