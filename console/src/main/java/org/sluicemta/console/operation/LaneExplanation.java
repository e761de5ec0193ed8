package org.sluicemta.console.operation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sluicemta.lane.LaneName;

/**
 * Why a lane's mail is where it is.
 *
 * @param depth messages waiting or in delivery
 * @param why in words
 * @param until when that may be over, or null if it can't be told
 */
public record LaneExplanation(
        LaneName lane, long depth, String why, @Nullable Instant until) {}
