package org.sluicemta.store.audit;

/**
 * An entry as stored.
 *
 * @param id ascending in the order of writing
 */
public record StoredAuditEntry(long id, AuditEntry entry) {}
