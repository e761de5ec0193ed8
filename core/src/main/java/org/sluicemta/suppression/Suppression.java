package org.sluicemta.suppression;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the suppression list.
 *
 * @param target address or domain (without an at-sign), in normalised form
 * @param source what wrote it: {@code delivery}, {@code bounce}, {@code complaint}, {@code cli}, {@code api}, {@code
 *     import:FILE}
 * @param evidence event id or a line of text that explains it, or null
 * @param by person or component
 * @param expires when it stops applying, or null for never
 */
public record Suppression(
        String target,
        SuppressionScope scope,
        SuppressionReason reason,
        String source,
        @Nullable String evidence,
        String by,
        Instant created,
        @Nullable Instant expires) {}
