package org.sluicemta.smtp.chain;

import java.util.concurrent.atomic.AtomicReference;

/**
 * One message's turn in the chain. Its commit and its deadline are mutually exclusive: whichever comes first decides
 * the reply.
 */
public final class ChainTurn {
    private enum State {
        WAITING,
        RUNNING,
        /** Its staged mail is being or has been committed; the result of that decides the reply. */
        COMMITTING,
        /** Its time was up first. */
        LATE
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

    /** The chain starts; false when it is too late. */
    public boolean begin() {
        return state.compareAndSet(State.WAITING, State.RUNNING);
    }

    /** Whether the staged mail may be committed. Once true, it stays true. */
    public boolean mayCommit() {
        return state.compareAndSet(State.RUNNING, State.COMMITTING) || state.get() == State.COMMITTING;
    }

    /** Whether its time was up before it could commit. */
    public boolean isLate() {
        return state.get() == State.LATE;
    }

    /** Its time is up while it waits; false when it no longer waits. */
    boolean expireWaiting() {
        return state.compareAndSet(State.WAITING, State.LATE);
    }

    /** Its time is up while its chain runs; false when it isn't running, or is committing. */
    boolean expireRunning() {
        return state.compareAndSet(State.RUNNING, State.LATE);
    }
}
