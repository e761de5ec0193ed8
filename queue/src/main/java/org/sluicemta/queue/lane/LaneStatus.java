package org.sluicemta.queue.lane;

import org.sluicemta.lane.LaneName;

/**
 * A lane as it is now.
 *
 * @param name its name
 * @param depth messages in it, those being delivered among them
 * @param inFlight of these, messages handed to this or another node and not yet acknowledged
 * @param consumers schedulers that take from it
 * @param paused whether nothing is taken from it: itself, its tenant, site or pool is paused
 */
public record LaneStatus(LaneName name, long depth, long inFlight, int consumers, boolean paused) {}
