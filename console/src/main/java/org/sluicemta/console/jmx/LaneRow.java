package org.sluicemta.console.jmx;

import org.jspecify.annotations.Nullable;

/**
 * A lane, as shown to operators.
 *
 * @param lane queue name
 * @param tenant owner, or null for a shared lane
 * @param depth messages waiting or in delivery
 */
public record LaneRow(
        String lane, String pool, String site, @Nullable String tenant, long depth, boolean paused) {}
