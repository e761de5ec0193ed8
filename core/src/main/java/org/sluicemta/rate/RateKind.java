package org.sluicemta.rate;

import java.util.Locale;

/** What a tenant's figures are split by. Every message counts once in each. */
public enum RateKind {
    STREAM,
    SOURCE,
    SITE;

    /** {@code stream}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
