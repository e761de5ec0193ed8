package org.sluicemta.handoff;

import java.util.List;

/** Commits everything a chain staged to the broker in one transaction, all or nothing. */
public interface HandOff {
    /**
     * Returns when everything is committed and flushed. Blocks; call it on a virtual thread.
     *
     * @throws HandOffException when nothing was committed. The client gets 451, or 452 when disk space is short, and
     *     keeps its message
     */
    void commit(List<Staged> staged) throws HandOffException;
}
