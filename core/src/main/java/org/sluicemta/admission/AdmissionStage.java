package org.sluicemta.admission;

/** Whose mail is accepted, in order of rising pressure. */
public enum AdmissionStage {
    /** All mail is accepted. */
    OPEN,
    /** Streams that are deferred first get 451; other streams use the reserve. */
    RESERVED,
    /** All mail gets 451. */
    CLOSED
}
