package org.sluicemta.reputation;

import java.util.Locale;

/** What a tenant's figures are split by. Every message counts once in each, but for reporters: only complaints do. */
public enum RateKind {
    STREAM,
    SOURCE,
    SITE,
    /** Who vouches for complaints. */
    REPORTER;

    /** {@code stream}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
