/**
 * From the lane to the outcome: {@code schedule} takes mail whose turn it is and has it delivered, {@code outcome} decides
 * what follows, {@code drain} brings waiting mail back, {@code intake} reads what comes back. Start with {@code engine}.
 */
@NullMarked
package org.sluicemta.delivery;

import org.jspecify.annotations.NullMarked;
