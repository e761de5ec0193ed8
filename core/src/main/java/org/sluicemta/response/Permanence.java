package org.sluicemta.response;

/** How to decide whether a retry is pointless. */
public enum Permanence {
    /**
     * 5xx is permanent, 4xx temporary (RFC 5321 section 4.2.1). Without a code the status decides; without either it is
     * permanent.
     */
    AS_CODED,
    /** As coded; temporary without a code and a status. */
    AS_CODED_ELSE_TEMPORARY,
    /**
     * Temporary whatever the code: the next attempt has a fair chance. In a report, 5xx is permanent, because others
     * have already retried.
     */
    NEVER,
    /** Permanent whatever the code: a retry has no chance. */
    ALWAYS
}
