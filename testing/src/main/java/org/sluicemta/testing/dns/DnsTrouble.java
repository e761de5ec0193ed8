package org.sluicemta.testing.dns;

/** How the server fails for a name. */
public enum DnsTrouble {
    /** Says that the name does not exist, whatever records it has. */
    NXDOMAIN,
    /** Says that it couldn't find out. */
    SERVFAIL,
    /** Says that it refuses. */
    REFUSED,
    /** Says nothing, so that the client waits until its time is over. */
    SILENCE,
    /** Answers over UDP with the TC bit and no records, and properly over TCP: RFC 2181 section 9. */
    TRUNCATED_UDP
}
