package org.sluicemta.delivery.drain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sluicemta.lane.LaneName;
import org.sluicemta.queue.lane.TakenMail;

/**
 * A message taken from a queue other than a lane.
 *
 * @param queue the queue it was in
 * @param movedFrom lane that the broker or an operator moved it out of, or null
 * @param due when it is due in its lane, or null for now
 */
public record WaitingMail(
        TakenMail taken,
        String queue,
        @Nullable LaneName movedFrom,
        @Nullable Instant due) {}
