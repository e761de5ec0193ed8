package org.sluicemta.gateway.connection;

import org.sluicemta.egress.EgressSource;

/** This host does not have the address of the source. It says nothing about the remote side. */
final class MissingSourceException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient EgressSource source;

    MissingSourceException(EgressSource source) {
        super("source " + source.id() + ": this host has no address " + source.address(), null, false, false);
        this.source = source;
    }

    EgressSource source() {
        return source;
    }
}
