package org.sluicemta.store.audit;

/**
 * An entry as it is kept.
 *
 * @param id ascending in the order of writing
 */
public record StoredAuditEntry(long id, AuditEntry entry) {}
