/**
 * From the lane to the outcome. {@code schedule} decides whose mail is next, {@code site} has it delivered, {@code
 * outcome} decides what follows, {@code drain} brings waiting mail back, and {@code intake} reads returned mail. Start
 * with {@code engine}.
 */
@NullMarked
package org.sluicemta.delivery;

import org.jspecify.annotations.NullMarked;
