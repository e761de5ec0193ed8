package org.sluicemta.egress;

import java.util.List;

/**
 * Keeps the holds of warm-ups over restarts and for all nodes of the store. All methods block, and throw an unchecked
 * exception of the store when it can't be reached. Thread-safe.
 */
public interface WarmUpHoldStore {
    /** By source, site and day. */
    List<WarmUpHold> all();

    /** Keeps the worse of two holds of one source, site and day. Returns whether this one is new. */
    boolean add(WarmUpHold hold);
}
