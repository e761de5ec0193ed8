/**
 * Mail in the broker: {@link org.sluicemta.queue.lane.LaneMessages} writes it into broker messages,
 * {@link org.sluicemta.queue.lane.LaneReader} reads it back, {@link org.sluicemta.queue.lane.Lanes} says which lane a
 * message belongs to, and {@link org.sluicemta.queue.lane.LaneControl} is what an operator does with lanes.
 */
@NullMarked
package org.sluicemta.queue.lane;

import org.jspecify.annotations.NullMarked;
