package org.sluicemta.store.audit;

import java.time.Instant;

/**
 * One thing that somebody did, or was refused. Texts longer than their column are truncated.
 *
 * @param at when
 * @param by who: {@code cli:anna}, {@code api:shop/0123456789abcdef}
 * @param from where the request came from: an address, or this machine
 * @param face the interface used: jmx, http, cli, offline or signal
 * @param verb as on the command line: {@code queue purge}
 * @param subject what it was done to
 * @param before the state before, or empty
 * @param after the state after, or empty
 * @param result the outcome
 */
public record AuditEntry(
        Instant at,
        String by,
        String from,
        String face,
        String verb,
        String subject,
        String before,
        String after,
        String result) {}
