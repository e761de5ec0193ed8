/**
 * Mail in the broker: {@link org.sluicemta.routes.lane.LaneMessages} writes it into broker messages,
 * {@link org.sluicemta.routes.lane.LaneReader} reads it back, {@link org.sluicemta.routes.lane.Lanes} says which lane a
 * message belongs to, and {@link org.sluicemta.routes.lane.LaneControl} is what an operator does with lanes.
 */
@NullMarked
package org.sluicemta.routes.lane;

import org.jspecify.annotations.NullMarked;
