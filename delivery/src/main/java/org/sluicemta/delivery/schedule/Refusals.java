package org.sluicemta.delivery.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Places that have refused, oldest first, so that none waits forever for a gate that has forgotten it. */
final class Refusals<M extends HeldMail> {
    private final Duration askAgainAfter;
    private final Deque<Refusal<M>> refusals = new ArrayDeque<>();

    Refusals(Duration askAgainAfter) {
        this.askAgainAfter = askAgainAfter;
    }

    private record Refusal<M extends HeldMail>(Place<M> place, Instant at) {
        boolean isOver() {
            return !at.equals(place.refusedAt);
        }
    }

    void add(Place<M> place, Instant now) {
        dropOver();
        refusals.addLast(new Refusal<>(place, now));
    }

    /** A place the gate hasn't mentioned for too long, or null. */
    @Nullable
    Place<M> overdue(Instant now) {
        dropOver();
        Refusal<M> oldest = refusals.peekFirst();
        return oldest == null || now.isBefore(oldest.at().plus(askAgainAfter)) ? null : oldest.place();
    }

    @Nullable
    Instant wakeAt() {
        dropOver();
        Refusal<M> oldest = refusals.peekFirst();
        return oldest == null ? null : oldest.at().plus(askAgainAfter);
    }

    private void dropOver() {
        while (!refusals.isEmpty() && refusals.getFirst().isOver()) {
            refusals.removeFirst();
        }
    }
}
