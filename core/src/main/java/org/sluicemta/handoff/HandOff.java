package org.sluicemta.handoff;

import java.util.List;

/** Commits everything a chain staged to the broker in one transaction, all or nothing. */
public interface HandOff {
    /**
     * Decides where everything goes, without committing anything. If it takes too long, the result can be dropped.
     *
     * @throws HandOffException when it can't be decided. The client gets 451 and keeps its message
     */
    Prepared prepare(List<Staged> staged) throws HandOffException;

    /** {@link #prepare} and commit in one step. */
    default void commit(List<Staged> staged) throws HandOffException {
        prepare(staged).commit();
    }

    /** Ready to be committed. */
    @FunctionalInterface
    interface Prepared {
        /**
         * Returns when everything is committed and flushed. Blocks; call it on a virtual thread, and only once.
         *
         * @throws HandOffException when nothing was committed. The client gets 451, or 452 when disk space is short, and
         *     keeps its message
         */
        void commit() throws HandOffException;
    }
}
