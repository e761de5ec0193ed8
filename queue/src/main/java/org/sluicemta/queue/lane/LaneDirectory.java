package org.sluicemta.queue.lane;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.sluicemta.lane.LaneName;

/** Lists lanes. Queries the broker, so it is meant for people and tools and not for the path of mail. Thread-safe. */
public interface LaneDirectory {
    /** All lanes in order of name. */
    List<LaneStatus> lanes() throws LaneException;

    Optional<LaneStatus> lane(LaneName name) throws LaneException;

    /** How long the oldest message has been in the lane, since it last came into it; empty for an empty lane. */
    Optional<Duration> oldestAge(LaneName name) throws LaneException;

    /** Messages that wait in time slots for another attempt or their release time. */
    long waiting() throws LaneException;

    /** All messages of that kind: in lanes of their own, in shared ones, and in time slots. */
    long mailOf(LaneScope scope) throws LaneException;

    /** What is paused, whether there are lanes of that kind or not. */
    List<LaneScope> paused();
}
