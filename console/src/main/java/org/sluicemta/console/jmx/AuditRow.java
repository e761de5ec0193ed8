package org.sluicemta.console.jmx;

import org.sluicemta.store.audit.AuditEntry;
import org.sluicemta.store.audit.StoredAuditEntry;

/**
 * What somebody did, or was refused.
 *
 * @param at ISO 8601, UTC
 * @param by who
 * @param from an address, or this machine
 * @param face jmx, http, cli, offline or signal
 * @param before the subject's state before, or empty
 * @param after its state after, or empty
 */
public record AuditRow(
        long id,
        String at,
        String by,
        String from,
        String face,
        String verb,
        String subject,
        String before,
        String after,
        String result) {
    static AuditRow of(StoredAuditEntry stored) {
        AuditEntry entry = stored.entry();
        return new AuditRow(
                stored.id(),
                entry.at().toString(),
                entry.by(),
                entry.from(),
                entry.face(),
                entry.verb(),
                entry.subject(),
                entry.before(),
                entry.after(),
                entry.result());
    }
}
