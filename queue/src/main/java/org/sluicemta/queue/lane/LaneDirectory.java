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

    /** How long the oldest message has been in the lane, counted from when it last entered; empty for an empty lane. */
    Optional<Duration> oldestAge(LaneName name) throws LaneException;

    /** Messages waiting in time slots for another attempt or their release time. */
    long waiting() throws LaneException;

    /** All matching messages: in lanes of their own, in shared ones, and in time slots. */
    long mailOf(LaneScope scope) throws LaneException;

    /** What is paused, whether or not there are matching lanes. */
    List<LaneScope> paused();
}
