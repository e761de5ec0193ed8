package org.sluicemta.suppression;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the list.
 *
 * @param target address or domain (without an at-sign), in its normalised form
 * @param source what wrote it: {@code delivery}, {@code bounce}, {@code complaint}, {@code cli}, {@code api}, {@code import:FILE}
 * @param evidence event id or a line of text that shows why, or null
 * @param by person or component
 * @param expires end of its force, or null for none
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
