package org.sluicemta.egress;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * Keeps what sites' replies have led to over a restart. What is in memory is what counts.
 *
 * <p>All methods block, and throw an unchecked exception of the store when it can't be reached. Thread-safe.
 */
public interface SourceStates {
    /** What hasn't changed for so long is forgotten. */
    Duration FORGOTTEN = Duration.ofDays(8);

    List<SourceState> load();

    /** Replaces those of the same source and site. One that neither rests nor is slowed down is removed. */
    void save(Collection<SourceState> changed);
}
