package org.sluicemta.admission;

import java.util.Set;
import org.sluicemta.stream.StreamId;

/**
 * When mail is deferred. Percentages are of the whole resource.
 *
 * @param deferredFirst streams that wait as soon as only the reserve is left
 * @param diskReserve percentage points of the disk, below what the broker may use, that the other streams keep
 * @param heap percentage of the heap in use at which all mail waits; 100 for never
 * @param heapReserve percentage points below that which the other streams keep
 * @param backlog queued messages at which all mail waits; 0 for never
 * @param backlogReserve percent of them that the other streams keep
 */
public record AdmissionSettings(
        Set<StreamId> deferredFirst, int diskReserve, int heap, int heapReserve, long backlog, int backlogReserve) {
    public static final AdmissionSettings DEFAULTS = new AdmissionSettings(Set.of(), 5, 92, 7, 5_000_000, 20);

    public AdmissionSettings {
        deferredFirst = Set.copyOf(deferredFirst);
    }
}
