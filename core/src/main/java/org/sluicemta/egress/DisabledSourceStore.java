package org.sluicemta.egress;

import java.util.List;

/**
 * Keeps which sources are disabled, over restarts and for all nodes of the store. All methods block, and throw an
 * unchecked exception of the store when it can't be reached. Thread-safe.
 */
public interface DisabledSourceStore {
    List<DisabledSource> all();

    /** Returns false if the source is disabled already; then nothing changes. */
    boolean add(DisabledSource disabled);

    /** Returns false if the source wasn't disabled. */
    boolean remove(SourceId source);
}
