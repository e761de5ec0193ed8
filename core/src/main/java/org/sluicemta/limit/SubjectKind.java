package org.sluicemta.limit;

import java.util.Locale;

/** The kind of party whose use is limited. */
public enum SubjectKind {
    ADDRESS,
    NETWORK,
    CREDENTIAL,
    TENANT;

    /** {@code address}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
