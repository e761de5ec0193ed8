package org.sluicemta.egress;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A report that a node has taken on.
 *
 * @param day that it is about, UTC
 * @param domain that it is about, and is for
 * @param target URI that it goes to; empty while that has to be looked up
 * @param firstDue when it was to be sent first
 * @param attempts how often it has been taken on before
 */
public record DueTlsReport(LocalDate day, String domain, String target, Instant firstDue, int attempts) {
    public boolean hasTarget() {
        return !target.isEmpty();
    }
}
