package org.sluicemta.routes.outcome;

import javax.inject.Inject;

/** Adds the status notices that outcomes call for (RFC 3461 section 5.2). */
public final class Notices {
    @Inject
    public Notices() {}

    void add(Attempted attempted, Settlement settlement) {}
}
