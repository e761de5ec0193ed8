package org.sluicemta.smtp.chain;

import java.util.concurrent.atomic.AtomicReference;

/**
 * One message's turn in the chain. Its commit and its deadline exclude each other: whichever comes first decides what the
 * client is told.
 */
public final class ChainTurn {
    private enum State {
        WAITING,
        RUNNING,
        /** What it staged is being committed, or has been: from here on the answer is what becomes of that. */
        COMMITTING,
        /** Its time was over before. */
        LATE
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

    /** The chain begins; false when it is too late. */
    public boolean begin() {
        return state.compareAndSet(State.WAITING, State.RUNNING);
    }

    /** Whether what the chain staged may be committed. Once it may, it stays so. */
    public boolean mayCommit() {
        return state.compareAndSet(State.RUNNING, State.COMMITTING) || state.get() == State.COMMITTING;
    }

    /** Whether its time was over before it could commit. */
    public boolean isLate() {
        return state.get() == State.LATE;
    }

    /** Its time is over while it waits; false when it no longer waits. */
    boolean expireWaiting() {
        return state.compareAndSet(State.WAITING, State.LATE);
    }

    /** Its time is over while its chain runs; false when it doesn't, or commits. */
    boolean expireRunning() {
        return state.compareAndSet(State.RUNNING, State.LATE);
    }
}
