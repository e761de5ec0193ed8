package org.sluicemta.admission;

import java.util.Locale;

/** What may run short. */
public enum Resource {
    DISK,
    HEAP,
    BACKLOG;

    /** {@code disk}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
