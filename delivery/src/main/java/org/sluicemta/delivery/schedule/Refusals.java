package org.sluicemta.delivery.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What was refused, oldest first, so that nothing waits forever for a gate that has forgotten it. */
final class Refusals<R extends Refusing> {
    private final Duration askAgainAfter;
    private final Deque<Refusal<R>> refusals = new ArrayDeque<>();

    Refusals(Duration askAgainAfter) {
        this.askAgainAfter = askAgainAfter;
    }

    private record Refusal<R extends Refusing>(R whose, Instant at) {
        boolean isOver() {
            return !at.equals(whose.refusedAt);
        }
    }

    void add(R whose, Instant now) {
        dropOver();
        refusals.addLast(new Refusal<>(whose, now));
    }

    /** What the gate hasn't mentioned for too long, or null. */
    @Nullable
    R overdue(Instant now) {
        dropOver();
        Refusal<R> oldest = refusals.peekFirst();
        return oldest == null || now.isBefore(oldest.at().plus(askAgainAfter)) ? null : oldest.whose();
    }

    @Nullable
    Instant wakeAt() {
        dropOver();
        Refusal<R> oldest = refusals.peekFirst();
        return oldest == null ? null : oldest.at().plus(askAgainAfter);
    }

    private void dropOver() {
        while (!refusals.isEmpty() && refusals.getFirst().isOver()) {
            refusals.removeFirst();
        }
    }
}
