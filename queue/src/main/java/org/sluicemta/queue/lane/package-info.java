/**
 * Mail in the broker. {@link org.sluicemta.queue.lane.LaneMessages} writes it into broker messages and {@link
 * org.sluicemta.queue.lane.LaneReader} reads it back. {@link org.sluicemta.queue.lane.Lanes} says which lane a message
 * belongs to. {@link org.sluicemta.queue.lane.LaneControl} is what operators do with lanes. Start with {@code Lanes}.
 */
@NullMarked
package org.sluicemta.queue.lane;

import org.jspecify.annotations.NullMarked;
