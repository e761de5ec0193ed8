package org.sluicemta.queue.lane;

import org.sluicemta.lane.LaneName;

/**
 * The current state of a lane.
 *
 * @param name its name
 * @param depth messages in it, including those being delivered
 * @param inFlight of these, messages handed to this or another node and not yet acknowledged
 * @param consumers schedulers that consume it
 * @param paused whether nothing is taken from it: itself, its tenant, site or pool is paused
 */
public record LaneStatus(LaneName name, long depth, long inFlight, int consumers, boolean paused) {}
