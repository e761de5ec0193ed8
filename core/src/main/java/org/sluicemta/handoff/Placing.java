package org.sluicemta.handoff;

import java.util.List;

/** Queues mail whose pool is decided, and queues returned mail for its intake. */
public interface Placing {
    /**
     * Queues everything in one transaction, or nothing. Returns when it is committed and flushed. Blocks; call it on a
     * virtual thread.
     *
     * @param returned goes straight to the intake; returned mail has no pool
     * @throws HandOffException when nothing was committed
     */
    void commit(List<Placement> placed, List<ReturnedMail> returned) throws HandOffException;
}
