package org.sluicemta.admission;

/** Who is let in. The order is that of the pressure. */
public enum AdmissionStage {
    /** Everyone. */
    OPEN,
    /** Streams that are deferred first are told 451; the rest lives from what is reserved for it. */
    RESERVED,
    /** Everyone is told 451. */
    CLOSED
}
