package org.sluicemta.gateway.pace;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sluicemta.egress.CapReserve;
import org.sluicemta.egress.CapReserve.Reservation;
import org.sluicemta.egress.MessageCap;

/**
 * A cap of some seconds up to a month. Messages are reserved in the store before they leave, a hundredth of the cap at a
 * time, so it holds over a crash and between nodes. While the store is away, what is reserved may still leave.
 */
final class ReservedMessages extends Cap {
    private static final long PARTS = 100;
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final Duration SOONEST = Duration.ofMillis(100);
    /** Another node may return something before. */
    private static final Duration LATEST = Duration.ofMinutes(1);
    /** What nobody has used for this long goes back, because another node may want it. */
    private static final Duration UNUSED = Duration.ofMinutes(1);

    /** Asks the store in the background. */
    interface Store {
        /** Calls {@link #reserved} or {@link #away} of the gauge. */
        void reserve(ReservedMessages gauge, MessageCap cap, long most);

        void prolong(List<Reservation> reservations, ReservedMessages gauge);

        void settle(Reservation reservation, long used, Instant lastLeft);
    }

    private final Store store;
    private final PaceClock clock;
    private final Deque<Batch> batches = new ArrayDeque<>();
    private List<Runnable> untilAnswer = new ArrayList<>();
    private boolean asking;
    private boolean away;
    private long askAgainNanos;
    private long freeNanos;
    private long usedNanos;

    ReservedMessages(Scope scope, MessageCap cap, Store store, PaceClock clock) {
        super(scope, cap);
        this.store = store;
        this.clock = clock;
        this.askAgainNanos = clock.now();
        this.freeNanos = askAgainNanos;
        this.usedNanos = askAgainNanos;
    }

    @Override
    boolean changeTo(MessageCap changed) {
        boolean differs = super.changeTo(changed);
        if (differs) {
            askAgainNanos = clock.now();
        }
        return differs;
    }

    @Override
    String limit() {
        return away ? super.limit() + " (the database doesn't answer)" : super.limit();
    }

    @Override
    boolean hasRoom(long nowNanos) {
        long free = free();
        askIfLow(free, nowNanos);
        return free > 0;
    }

    /** What the store would say isn't known before it is asked. */
    @Override
    boolean isFull(long nowNanos) {
        return !mayAsk(nowNanos) && free() == 0;
    }

    private boolean mayAsk(long nowNanos) {
        return !asking && nowNanos - askAgainNanos >= 0;
    }

    private void askIfLow(long free, long nowNanos) {
        if (free <= part() / 2 && mayAsk(nowNanos)) {
            asking = true;
            store.reserve(this, cap(), part());
        }
    }

    /** A hundredth; of small caps some more, because each part is two questions to the store. */
    private long part() {
        return Math.max(Math.ceilDiv(cap().messages(), PARTS), Math.clamp(cap().messages() / 10, 1, 5));
    }

    private long free() {
        long free = 0;
        for (Batch batch : batches) {
            free += batch.isHeld() ? batch.free : 0;
        }
        return free;
    }

    @Override
    long readyNanos(long nowNanos) {
        return asking ? NEVER : askAgainNanos;
    }

    @Override
    long freeNanos(long nowNanos) {
        return asking ? NEVER : Math.max(askAgainNanos, freeNanos);
    }

    /** Keeps an action for when the store has answered. Returns false if it isn't asked. */
    boolean untilAnswer(Runnable action) {
        return asking && untilAnswer.add(action);
    }

    /** The actions kept, once there is an answer. */
    List<Runnable> takeAnswered() {
        if (asking) {
            return List.of();
        }
        List<Runnable> all = untilAnswer;
        untilAnswer = new ArrayList<>();
        return all;
    }

    /** The store has answered. */
    void reserved(CapReserve.Answer answer) {
        asking = false;
        away = false;
        long now = clock.now();
        switch (answer) {
            case Reservation reservation -> batches.addLast(new Batch(reservation));
            case CapReserve.NothingLeft nothing -> {
                long wait =
                        Duration.between(clock.day().instant(), nothing.until()).toNanos();
                freeNanos = now + Math.max(0, wait);
                askAgainNanos = now + Math.clamp(wait, SOONEST.toNanos(), LATEST.toNanos());
            }
        }
    }

    /** The store doesn't answer. */
    void away() {
        asking = false;
        away = true;
        askAgainNanos = clock.now() + RETRY.toNanos();
    }

    @Override
    Ticket begin(long nowNanos) {
        usedNanos = nowNanos;
        for (Batch batch : batches) {
            if (batch.free > 0 && batch.isHeld()) {
                Ticket ticket = batch.begin();
                askIfLow(free(), nowNanos);
                return ticket;
            }
        }
        throw new IllegalStateException("nothing is reserved for " + scope());
    }

    /** Prolongs what is in use, and returns what isn't. Call often within {@link CapReserve#HELD}. */
    void tend(long nowNanos) {
        boolean unused = nowNanos - usedNanos >= UNUSED.toNanos();
        Instant soon =
                clock.day().instant().plus(CapReserve.HELD.multipliedBy(2).dividedBy(3));
        List<Reservation> ending = new ArrayList<>();
        for (Batch batch : List.copyOf(batches)) {
            if (batch.begun == 0 && (unused || !batch.isHeld())) {
                settle(batch);
            } else if (batch.isHeld() && batch.reservation.heldUntil().isBefore(soon)) {
                ending.add(batch.reservation);
            }
        }
        if (!ending.isEmpty()) {
            store.prolong(ending, this);
        }
    }

    /** The store holds these until then. */
    void prolonged(List<Reservation> reservations, Instant until) {
        for (Batch batch : batches) {
            if (reservations.contains(batch.reservation)) {
                batch.reservation = new Reservation(batch.reservation.id(), batch.reservation.messages(), until);
            }
        }
    }

    /** Returns everything that hasn't begun, for good. */
    void giveBackAll() {
        List.copyOf(batches).forEach(this::settle);
        asking = true; // asks for nothing more
    }

    private void settle(Batch batch) {
        if (!batches.remove(batch)) {
            return;
        }
        store.settle(batch.reservation, batch.reservation.messages() - batch.free, batch.lastLeft());
        askAgainNanos = clock.now(); // something may be free now
    }

    @Override
    boolean isUnused(long nowNanos) {
        return batches.isEmpty() && mayAsk(nowNanos);
    }

    /** One reservation, and what was done with it. */
    private final class Batch {
        private Reservation reservation;
        private long free;
        private long begun;
        private @Nullable Instant last;

        private Batch(Reservation reservation) {
            this.reservation = reservation;
            this.free = reservation.messages();
        }

        /** After that, others may have reserved its room, if this process was suspended or its clock set forward. */
        private boolean isHeld() {
            return reservation.heldUntil().isAfter(clock.day().instant());
        }

        /** Those whose delivery hasn't ended may leave now. */
        private Instant lastLeft() {
            return begun > 0 ? clock.day().instant() : last == null ? Instant.EPOCH : last;
        }

        private Ticket begin() {
            free--;
            begun++;
            return this::ended;
        }

        private void ended(boolean left) {
            begun--;
            if (left) {
                last = clock.day().instant();
            } else {
                free++;
            }
            if (free == 0 && begun == 0) {
                settle(this);
            }
        }
    }
}
