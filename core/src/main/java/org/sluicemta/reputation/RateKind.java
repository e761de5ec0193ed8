package org.sluicemta.reputation;

import java.util.Locale;

/** How a tenant's counts are split. Every message counts once per kind, except that reporters count complaints only. */
public enum RateKind {
    STREAM,
    SOURCE,
    SITE,
    /** The party that vouches for complaints. */
    REPORTER;

    /** {@code stream}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
