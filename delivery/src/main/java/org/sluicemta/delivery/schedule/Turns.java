package org.sluicemta.delivery.schedule;

import java.time.Instant;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sluicemta.delivery.schedule.Flow.Position;

/**
 * Deficit round-robin over the tenants that have mail (after Shreedhar and Varghese, 1995). Each round a tenant earns
 * credit by its weight, and may send while it has any. A message is charged afterwards: a large one waits no longer for
 * its turn than a small one, but its tenant then sits out. In its turn, a tenant's campaigns and streams take turns in
 * the same way, all with the same weight. A flow whose turn it is at a place with a queue is served once a round even
 * without credit, and adds no debt, because others wait for that turn. All of this is done for the mail of each urgency
 * by itself: see {@link Rings}.
 */
final class Turns<M extends HeldMail> {
    private final Flows<M> flows;
    private final Rings<M> rings = new Rings<>();

    Turns(Flows<M> flows) {
        this.flows = flows;
    }

    /** The flow whose head is next; null when none may send. */
    @Nullable
    Flow<M> next() {
        while (!rings.areEmpty()) { // one that was looked at may have got a turn at a place since
            for (Deque<TenantTurns<M>> ring : rings.inOrder()) {
                Flow<M> flow = next(ring);
                if (flow != null) {
                    return flow;
                }
            }
        }
        return null;
    }

    private @Nullable Flow<M> next(Deque<TenantTurns<M>> ring) {
        TenantTurns<M> tenant = ring.peekFirst();
        while (tenant != null) {
            Flow<M> flow = flowOf(tenant);
            if (flow == null) {
                leave(tenant);
            } else if (tenant.credit > 0 || flow.position == Position.HAS_TURN) {
                return flow;
            } else {
                rotate(tenant);
            }
            tenant = ring.peekFirst();
        }
        return null;
    }

    /** Moves flows that can't send now to where they belong. */
    private @Nullable Flow<M> flowOf(TenantTurns<M> tenant) {
        while (tenant.hasFlows()) {
            Flow<M> flow = tenant.takesTurn() ? tenant.turns.getFirst() : firstOf(tenant.mailings.getFirst());
            if (flow == null) {
                continue; // another mailing is next
            }
            boolean hasTurn = flow.position == Position.HAS_TURN;
            if (!flow.isEmpty() && (hasTurn || !flow.place.hasQueue())) {
                return flow;
            }
            (hasTurn ? tenant.turns : flow.mailing.flows).removeFirst();
            leaveTenant(flow, hasTurn);
        }
        return null;
    }

    /** Of its tenant's next mailing; null if that has to wait for others, or leaves the ring. */
    private @Nullable Flow<M> firstOf(MailingShare<M> mailing) {
        Flow<M> flow = mailing.flows.peekFirst();
        if (flow == null) {
            leave(mailing);
        } else if (mailing.credit <= 0) {
            rotate(mailing);
            return null;
        }
        return flow;
    }

    private void leave(MailingShare<M> mailing) {
        mailing.turns.mailings.remove(mailing);
        mailing.inRing = false;
        mailing.credit = Math.min(mailing.credit, 0);
        flows.forgetIfIdle(mailing);
    }

    private static <M extends HeldMail> void rotate(MailingShare<M> mailing) {
        Deque<MailingShare<M>> all = mailing.turns.mailings;
        mailing.credit++;
        all.addLast(all.removeFirst());
    }

    private void leaveTenant(Flow<M> flow, boolean hadTurn) {
        Place<M> place = flow.place;
        if (hadTurn) {
            place.turn = null;
        }
        if (flow.isEmpty()) {
            drop(flow);
        } else {
            enqueue(flow);
        }
        nextTurn(place);
    }

    private void leave(TenantTurns<M> tenant) {
        rings.of(tenant).remove(tenant);
        tenant.inRing = false;
        tenant.credit = Math.min(tenant.credit, 0);
        flows.forgetIfIdle(tenant.tenant);
    }

    private void rotate(TenantTurns<M> tenant) {
        Deque<TenantTurns<M>> ring = rings.of(tenant);
        tenant.credit += flows.weight(tenant.tenant);
        ring.addLast(ring.removeFirst());
    }

    /** A flow has mail. */
    void add(Flow<M> flow) {
        if (flow.position != Position.NOWHERE) {
            return;
        }
        if (flow.place.hasQueue()) {
            enqueue(flow);
        } else {
            putOff(flow);
            if (flow.mailing.inRing) {
                join(flow.mailing.turns);
            }
        }
    }

    /** Lets it wait among the others of its mailing. */
    private void putOff(Flow<M> flow) {
        flow.position = Position.WITH_MAILING;
        flow.mailing.flows.addLast(flow);
        join(flow.mailing);
    }

    private void join(MailingShare<M> mailing) {
        if (!mailing.inRing && !mailing.hasRefused()) {
            mailing.inRing = true;
            mailing.credit++;
            mailing.turns.mailings.addLast(mailing);
        }
    }

    private void join(TenantTurns<M> tenant) {
        if (!tenant.inRing && !tenant.tenant.hasRefused()) {
            tenant.inRing = true;
            tenant.credit += flows.weight(tenant.tenant);
            rings.of(tenant).addLast(tenant);
        }
    }

    private void enqueue(Flow<M> flow) {
        flow.position = Position.AT_PLACE;
        flow.place.queue.addLast(flow);
    }

    private void drop(Flow<M> flow) {
        flow.position = Position.NOWHERE;
        flows.forget(flow);
    }

    /** The head of the next flow has left, at this cost. */
    void served(Flow<M> flow, long cost) {
        TenantTurns<M> tenant = flow.mailing.turns;
        rings.served(tenant);
        boolean hadTurn = flow.position == Position.HAS_TURN;
        (hadTurn ? tenant.turns : flow.mailing.flows).removeFirst();
        tenant.turnsFirst = !hadTurn;
        tenant.credit -= hadTurn ? Math.clamp(tenant.credit, 0, 1) : cost;
        if (hadTurn) {
            leaveTenant(flow, true);
        } else {
            charge(flow, cost);
        }
        if (tenant.credit <= 0) {
            rotate(tenant);
        }
    }

    private void charge(Flow<M> flow, long cost) {
        MailingShare<M> mailing = flow.mailing;
        mailing.credit -= cost;
        if (mailing.credit <= 0) {
            rotate(mailing);
        }
        if (flow.isEmpty()) {
            drop(flow);
        } else {
            mailing.flows.addLast(flow);
        }
    }

    /** The next flow's tenant may send no more. It gives up its turns, because others wait for them. */
    void refused(TenantShare<M> tenant, Instant now) {
        tenant.refusedAt = now;
        for (TenantTurns<M> each : List.copyOf(tenant.byUrgency.values())) {
            leave(each);
            giveUpTurns(List.copyOf(each.turns));
        }
    }

    private void giveUpTurns(List<Flow<M>> its) {
        for (Flow<M> flow : its) {
            flow.mailing.turns.turns.remove(flow);
            flow.place.turn = null;
            putOff(flow);
            nextTurn(flow.place);
        }
    }

    /** The next flow's mailing may send no more. It gives up its turns, because others wait for them. */
    void refused(MailingShare<M> mailing, Instant now) {
        leave(mailing);
        mailing.refusedAt = now;
        giveUpTurns(mailing.turns.turns.stream()
                .filter(flow -> flow.mailing == mailing)
                .toList());
    }

    /** The mailing may send again. */
    void ready(MailingShare<M> mailing) {
        mailing.refusedAt = null;
        if (mailing.flows.isEmpty()) {
            flows.forgetIfIdle(mailing);
        } else {
            join(mailing);
            join(mailing.turns);
        }
    }

    /** The tenant may send again. */
    void ready(TenantShare<M> tenant) {
        tenant.refusedAt = null;
        tenant.byUrgency.values().stream().filter(TenantTurns::hasFlows).forEach(this::join);
        flows.forgetIfIdle(tenant);
    }

    /** The next flow's place accepts no more. */
    void refused(Flow<M> flow, Instant now) {
        Place<M> place = flow.place;
        (flow.position == Position.HAS_TURN ? flow.mailing.turns.turns : flow.mailing.flows).removeFirst();
        place.turn = null;
        place.refusedAt = now;
        flow.position = Position.AT_PLACE;
        place.queue.addFirst(flow);
    }

    /** The place may accept mail again. */
    void ready(Place<M> place) {
        place.refusedAt = null;
        nextTurn(place);
        flows.forgetIfIdle(place);
    }

    private void nextTurn(Place<M> place) {
        while (place.refusedAt == null && place.turn == null && !place.queue.isEmpty()) {
            Flow<M> flow = place.queue.removeFirst();
            if (flow.isEmpty()) {
                drop(flow);
            } else if (flow.tenant.hasRefused() || flow.mailing.hasRefused()) {
                putOff(flow);
            } else {
                place.turn = flow;
                flow.position = Position.HAS_TURN;
                flow.mailing.turns.turns.addLast(flow);
                join(flow.mailing.turns);
            }
        }
    }
}
