package org.sluicemta.response;

/** How it is decided whether trying again is pointless. */
public enum Permanence {
    /** 5xx is permanent, 4xx temporary (RFC 5321 section 4.2.1); without a code the status decides, else permanent. */
    AS_CODED,
    /** As coded; without a code and a status temporary. */
    AS_CODED_ELSE_TEMPORARY,
    /** Whatever the code: the next attempt has a fair chance. A report says how often others tried: 5xx is permanent there. */
    NEVER,
    /** Whatever the code: the next attempt has none. */
    ALWAYS
}
