package org.sluicemta.handoff;

import java.util.List;

/** Puts mail whose pool is decided into the queues, and what came back into the queue of its intake. */
public interface Placing {
    /**
     * All of it in one transaction, or none. Returns when it is committed and flushed. Blocks; called on a virtual thread.
     *
     * @param returned goes to the intake as it is: no pool is chosen for what came back
     * @throws HandOffException when nothing was committed
     */
    void commit(List<Placement> placed, List<ReturnedMail> returned) throws HandOffException;
}
