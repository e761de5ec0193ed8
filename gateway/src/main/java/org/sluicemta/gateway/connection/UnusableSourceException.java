package org.sluicemta.gateway.connection;

import org.sluicemta.egress.EgressSource;

/** Nothing can be sent from a source: this host has no such address, or its proxy doesn't answer. No remote side is to blame. */
final class UnusableSourceException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient EgressSource source;

    /** @param why for operators, without the name of the source */
    UnusableSourceException(EgressSource source, String why) {
        super(why, null, false, false);
        this.source = source;
    }

    EgressSource source() {
        return source;
    }
}
