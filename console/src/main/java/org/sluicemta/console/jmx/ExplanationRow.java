package org.sluicemta.console.jmx;

import org.jspecify.annotations.Nullable;

/**
 * Why a lane's mail is where it is, as shown to operators.
 *
 * @param lane queue name
 * @param depth messages waiting or in delivery
 * @param why in words
 * @param until when that may be over, ISO 8601 in UTC, or null if it can't be told
 */
public record ExplanationRow(
        String lane,
        String pool,
        String site,
        @Nullable String tenant,
        long depth,
        String why,
        @Nullable String until) {}
