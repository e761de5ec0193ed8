package org.sluicemta.admission;

import java.util.Locale;

/** A resource that may run short. */
public enum Resource {
    DISK,
    HEAP,
    BACKLOG;

    /** For operators: {@code disk 91 % used, limit 90 %}. */
    String describe(double used, double limit) {
        return switch (this) {
            case DISK, HEAP -> String.format(Locale.ROOT, "%s %.0f %% used, limit %.0f %%", label(), used, limit);
            case BACKLOG -> String.format(Locale.ROOT, "%.0f messages queued, limit %.0f", used, limit);
        };
    }

    /** {@code disk}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
