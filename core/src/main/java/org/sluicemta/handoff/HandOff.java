package org.sluicemta.handoff;

import java.util.List;

/** Takes what a chain staged into the broker: all of it in one transaction, or none. */
public interface HandOff {
    /**
     * Returns when everything is committed and flushed. Blocks; called on a virtual thread.
     *
     * @throws HandOffException when nothing was committed; the client is answered 451, or 452 where there is no room,
     *     and keeps its message
     */
    void commit(List<Staged> staged) throws HandOffException;
}
