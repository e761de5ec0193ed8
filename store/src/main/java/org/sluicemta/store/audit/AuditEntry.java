package org.sluicemta.store.audit;

import java.time.Instant;

/**
 * One thing that somebody did, or was refused. Texts that are longer than their column are cut.
 *
 * @param at when
 * @param by who: {@code cli:anna}, {@code api:shop/0123456789abcdef}
 * @param from where that one was: an address, or this machine
 * @param face what it came through: jmx, http, cli, offline or signal
 * @param verb as the command line says it: {@code queue purge}
 * @param subject what it was done to
 * @param before how that was, or empty
 * @param after how it is now, or empty
 * @param result what came of it
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
